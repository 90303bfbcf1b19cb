package io.millrace.query.prometheus;

import io.millrace.promql.LabelMatcher;
import io.millrace.promql.Labels;
import io.millrace.promql.PromqlEngine;
import io.millrace.promql.Sample;
import io.millrace.promql.Series;
import io.millrace.promql.SeriesSource;
import io.millrace.query.access.TimeRange;
import io.millrace.query.metrics.WindowReader;
import io.millrace.result.WindowResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The windows of all metrics as series, for one request; collects what its answer should warn of. Not thread-safe.
 */
final class WindowSeries implements SeriesSource {

    private static final long DEFAULT_LOOKBACK = PromqlEngine.DEFAULT_LOOKBACK.toMillis();

    private final List<WindowFamily> families;
    private final WindowReader reader;
    private final Optional<String> tenant;
    private final int maxRows;
    private final SequencedSet<String> warnings = new LinkedHashSet<>();

    /**
     * @param tenant
     *            whose windows may be seen; empty for all
     */
    WindowSeries(List<WindowFamily> families, WindowReader reader, Optional<String> tenant, int maxRows) {
        this.families = families;
        this.reader = reader;
        this.tenant = tenant;
        this.maxRows = maxRows;
    }

    /** What was missing or cut, in the order found. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public List<Series> select(List<LabelMatcher> matchers, long startMillis, long endMillis) {
        var asked = equal(matchers, WindowFamily.TENANT);
        if (asked.isPresent() && tenant.isPresent() && !asked.equals(tenant)) {
            return List.of();
        }
        var series = new ArrayList<Series>();
        for (var family : families) {
            if (mayMatch(family, matchers)) {
                series.addAll(select(family, matchers, asked.or(() -> tenant), startMillis, endMillis));
            }
        }
        return series;
    }

    private List<Series> select(WindowFamily family, List<LabelMatcher> matchers, Optional<String> whose,
            long startMillis, long endMillis) {
        long size = family.window().spec().size().toMillis();
        long lookback = family.lookback().toMillis();
        long further = Math.max(0, lookback - DEFAULT_LOOKBACK);
        var range = new TimeRange(Math.max(0, startMillis - further - size), Math.max(0, endMillis - size + 1));
        var found = reader.read(family.metric().name(), family.windowName(), whose, range, group(family, matchers),
                maxRows);
        warnings.addAll(found.warnings());
        return series(family, found.rows(), matchers).entrySet().stream()
                .map(entry -> new Series(entry.getKey(), entry.getValue()).withLookback(lookback)).toList();
    }

    private static Map<Labels, List<Sample>> series(WindowFamily family, List<WindowResult> windows,
            List<LabelMatcher> matchers) {
        var series = new TreeMap<Labels, List<Sample>>();
        for (var window : windows) {
            var value = window.values().get(family.aggregate().name());
            var labels = family.labels(window);
            if (value != null && LabelMatcher.allMatch(matchers, labels)) {
                series.computeIfAbsent(labels, _ -> new ArrayList<>())
                        .add(new Sample(window.end().toEpochMilli(), value));
            }
        }
        return series;
    }

    private static boolean mayMatch(WindowFamily family, List<LabelMatcher> matchers) {
        return matchers.stream().allMatch(matcher -> switch (matcher.name()) {
            case Labels.METRIC_NAME -> matcher.matches(family.name());
            case WindowFamily.WINDOW -> matcher.matches(family.windowName());
            default -> true;
        });
    }

    private static Map<String, String> group(WindowFamily family, List<LabelMatcher> matchers) {
        var dimensions = family.metric().by().stream().map(dimension -> dimension.name()).collect(Collectors.toSet());
        var group = new TreeMap<String, String>();
        matchers.stream().filter(matcher -> matcher.type() == LabelMatcher.Type.EQUAL)
                .filter(matcher -> dimensions.contains(matcher.name()) && !matcher.value().isEmpty())
                .forEach(matcher -> group.put(matcher.name(), matcher.value()));
        return group;
    }

    private static Optional<String> equal(List<LabelMatcher> matchers, String name) {
        return matchers.stream().filter(matcher -> matcher.name().equals(name))
                .filter(matcher -> matcher.type() == LabelMatcher.Type.EQUAL).map(LabelMatcher::value)
                .filter(value -> !value.isEmpty()).findFirst();
    }

}
