package io.millrace.query.metrics;

import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.runtime.web.ProblemException;
import io.millrace.statistics.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Where an answer over some of a metric's dimensions comes from. */
sealed interface Grouping {

    /** The series of the window as they are. */
    record Own() implements Grouping {}

    /** A roll-up that is kept. */
    record Rollup(List<String> dimensions) implements Grouping {}

    /** All series, merged here. */
    record Merged(Set<String> dimensions) implements Grouping {}

    /**
     * The cheapest way to the answer. A roll-up can't say which of its events had a value of a dimension that it does not
     * have, so a condition on one is answered from the series.
     *
     * @param by
     *            what the answer is to be grouped by; empty for the window's own dimensions
     * @param group
     *            conditions on dimensions
     * @throws ProblemException
     *             400 when the metric can't be grouped so
     */
    static Grouping of(ReadableMetric metric, MetricWindow window, Optional<Set<String>> by,
            Map<String, String> group) {
        var own = Set.copyOf(metric.dimensions(window));
        if (by.isEmpty() || by.get().equals(own)) {
            return new Own();
        }
        var wanted = by.get();
        if (!own.containsAll(wanted)) {
            throw new ProblemException(HttpStatus.BAD_REQUEST,
                    "by must be some of the dimensions %s of metric '%s', not %s".formatted(
                            metric.dimensions(window), metric.name(), wanted.stream().sorted().toList()));
        }
        if (window.spec() instanceof WindowSpec.Session) {
            throw new ProblemException(HttpStatus.BAD_REQUEST,
                    "sessions of several series begin and end at different times and can't be merged; leave out by");
        }
        return metric.rollup(wanted).filter(_ -> wanted.containsAll(group.keySet())).<Grouping>map(
                Rollup::new).orElseGet(() -> new Merged(wanted));
    }

}
