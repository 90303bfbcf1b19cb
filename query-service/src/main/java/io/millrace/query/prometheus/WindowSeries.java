package io.millrace.query.prometheus;

import io.millrace.promql.LabelMatcher;
import io.millrace.promql.Labels;
import io.millrace.promql.PromqlEngine;
import io.millrace.promql.Sample;
import io.millrace.promql.Series;
import io.millrace.promql.SeriesSource;
import io.millrace.query.access.TimeRange;
import io.millrace.query.metrics.WindowQuestion;
import io.millrace.query.metrics.WindowReader;
import io.millrace.result.WindowResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The windows of all metrics as series, for one request; collects what its answer should warn of. Not thread-safe.
 */
final class WindowSeries implements SeriesSource {

    private static final long DEFAULT_LOOKBACK = PromqlEngine.DEFAULT_LOOKBACK.toMillis();

    /** Labels that are a dimension in one family and something else in another. */
    private static final Set<String> AMBIGUOUS = Set.of("le", "value");

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
        var bySource = families.stream().filter(family -> mayMatch(family, matchers)).collect(
                Collectors.groupingBy(WindowFamily::source, LinkedHashMap::new, Collectors.toList()));
        var series = new TreeMap<Labels, Series>();
        bySource.forEach((source, matching) -> {
            var question = new WindowQuestion(source.windowName(), source.rollup().map(Set::copyOf),
                    asked.or(() -> tenant), range(source, startMillis, endMillis), group(source, matchers), maxRows);
            var found = reader.read(source.metric(), question);
            warnings.addAll(found.warnings());
            matching.forEach(family -> add(series, family, samples(family, found.rows(), matchers)));
        });
        return List.copyOf(series.values());
    }

    private static TimeRange range(WindowSource source, long startMillis, long endMillis) {
        long further = Math.max(0, source.lookback().toMillis() - DEFAULT_LOOKBACK);
        return new TimeRange(Math.max(0, startMillis - further - source.longest().toMillis()),
                Math.max(0, endMillis - source.shortest().toMillis() + 1));
    }

    /** Two metrics whose names differ in dashes, or a metric and a roll-up, may have series of the same name. */
    private void add(Map<Labels, Series> series, WindowFamily family, Map<Labels, TreeMap<Long, Double>> samples) {
        samples.forEach((labels, values) -> {
            var list = values.entrySet().stream().map(entry -> new Sample(entry.getKey(), entry.getValue())).toList();
            var added = new Series(labels, list).withLookback(family.source().lookback().toMillis());
            if (series.putIfAbsent(labels, added) != null) {
                warnings.add("series %s of metric '%s' are left out, since others have the same name".formatted(
                        family.name(), family.source().metric().name()));
            }
        });
    }

    private static Map<Labels, TreeMap<Long, Double>> samples(WindowFamily family, List<WindowResult> windows,
            List<LabelMatcher> matchers) {
        var samples = new TreeMap<Labels, TreeMap<Long, Double>>();
        for (var window : windows) {
            family.forEachSample(window, (labels, value) -> {
                if (LabelMatcher.allMatch(matchers, labels)) {
                    samples.computeIfAbsent(labels, _ -> new TreeMap<>()).put(window.end().toEpochMilli(), value);
                }
            });
        }
        return samples;
    }

    private static boolean mayMatch(WindowFamily family, List<LabelMatcher> matchers) {
        return matchers.stream().allMatch(matcher -> switch (matcher.name()) {
            case Labels.METRIC_NAME -> matcher.matches(family.name());
            case WindowFamily.WINDOW -> matcher.matches(family.windowName());
            default -> matcher.matches("") || family.labelNames().contains(matcher.name());
        });
    }

    private static Map<String, String> group(WindowSource source, List<LabelMatcher> matchers) {
        var group = new TreeMap<String, String>();
        matchers.stream().filter(matcher -> matcher.type() == LabelMatcher.Type.EQUAL).filter(
                matcher -> source.dimensions().contains(matcher.name()) && !AMBIGUOUS.contains(matcher.name())
                        && !matcher.value().isEmpty()).forEach(
                                matcher -> group.put(matcher.name(), matcher.value()));
        return group;
    }

    private static Optional<String> equal(List<LabelMatcher> matchers, String name) {
        return matchers.stream().filter(matcher -> matcher.name().equals(name)).filter(
                matcher -> matcher.type() == LabelMatcher.Type.EQUAL).map(LabelMatcher::value).filter(
                        value -> !value.isEmpty()).findFirst();
    }

}
