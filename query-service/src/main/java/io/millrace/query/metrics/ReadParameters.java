package io.millrace.query.metrics;

import io.millrace.query.access.TimeRange;
import io.millrace.runtime.web.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * The parameters of one read of a metric. Whatever is not the read's own asks for a value of a dimension. A dimension that
 * is called as one of the younger parameters, {@code by}, {@code compare} or {@code version}, takes what is given under
 * that name. Immutable.
 */
final class ReadParameters {

    private static final Set<String> OWN = Set.of("window", "from", "to", "tenant", "limit", "format", "writeKey");
    private static final String BY = "by";
    private static final String COMPARE = "compare";
    private static final String VERSION = "version";
    private static final int MOST_PERIODS = 10;

    private final String name;
    private final Map<String, String[]> given;

    /**
     * @param name
     *            of the metric
     * @param given
     *            the parameters as they came
     */
    ReadParameters(String name, Map<String, String[]> given) {
        this.name = name;
        this.given = given;
    }

    /**
     * The metric that is asked for.
     *
     * @throws ProblemException
     *             404 when there is none; 400 when its version is no number
     */
    ReadableMetric metric(ReadableMetrics metrics) {
        var current = metrics.find(name).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "unknown metric '" + name + "'"));
        var asked = own(VERSION, current);
        if (asked.isEmpty()) {
            return current;
        }
        long version = refusing(VERSION, () -> Long.parseLong(asked.get()));
        return metrics.find(name, version).orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND,
                "metric '%s' has no version %d, the last is %d".formatted(name, version, current.version())));
    }

    /** The name of the window; empty when it is not said. */
    Optional<String> window() {
        return value("window");
    }

    /** The bounds of time. */
    TimeRange range() {
        return TimeRange.of(value("from").orElse(null), value("to").orElse(null));
    }

    /** The dimensions that the answer is to have; empty when that is not said. */
    Optional<Set<String>> by(ReadableMetric metric) {
        return own(BY, metric).map(text -> Set.copyOf(new HashSet<>(parts(text))));
    }

    /** What is to be set beside it. */
    List<Period> compare(ReadableMetric metric) {
        var periods = own(COMPARE, metric).map(text -> parts(text).stream().distinct().map(
                part -> refusing(COMPARE, () -> Period.of(part))).toList()).orElse(List.of());
        if (periods.size() > MOST_PERIODS) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "compare: at most %d periods".formatted(MOST_PERIODS));
        }
        return periods;
    }

    /**
     * Values that dimensions must have.
     *
     * @param dimensions
     *            which there are; empty when that is not known
     * @throws ProblemException
     *             400 when a parameter is none of them
     */
    Map<String, String> group(ReadableMetric metric, Optional<List<String>> dimensions) {
        var group = new LinkedHashMap<String, String>();
        given.forEach((parameter, values) -> {
            if (!isOwn(parameter, metric)) {
                if (dimensions.isPresent() && !dimensions.get().contains(parameter)) {
                    throw new ProblemException(HttpStatus.BAD_REQUEST,
                            "unknown parameter '%s': metric '%s' has the dimensions %s".formatted(parameter, name,
                                    dimensions.get()));
                }
                group.put(parameter, values[0]);
            }
        });
        return group;
    }

    /** How many rows at most. */
    int limit(int usual) {
        int limit = value("limit").map(text -> refusing("limit", () -> Integer.parseInt(text))).orElse(usual);
        if (limit < 1) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "limit must be at least 1");
        }
        return limit;
    }

    private Optional<String> own(String parameter, ReadableMetric metric) {
        return isOwn(parameter, metric) ? value(parameter) : Optional.empty();
    }

    private static boolean isOwn(String parameter, ReadableMetric metric) {
        return OWN.contains(parameter)
                || Set.of(BY, COMPARE, VERSION).contains(parameter) && !metric.dimensions().contains(parameter);
    }

    private Optional<String> value(String parameter) {
        return Optional.ofNullable(given.get(parameter)).map(values -> String.join(",", values));
    }

    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).forEach(parts::add);
        return parts;
    }

    private static <T> T refusing(String parameter, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, parameter + ": " + e.getMessage());
        }
    }

}
