package io.millrace.query.prometheus;

import io.millrace.definition.StoredDefinition;
import io.millrace.promql.LabelMatcher;
import io.millrace.promql.Labels;
import io.millrace.promql.PromqlEngine;
import io.millrace.promql.Sample;
import io.millrace.promql.Series;
import io.millrace.promql.SeriesSource;
import io.millrace.query.access.TimeRange;
import io.millrace.query.funnel.FunnelReader;
import io.millrace.query.funnel.FunnelSpan;
import io.millrace.query.funnel.FunnelWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The funnels of all patterns as series, for one request; collects what its answer should warn of. A sample's time is the end
 * of its window. Not thread-safe.
 */
final class FunnelSeries implements SeriesSource {

    private static final long DEFAULT_LOOKBACK = PromqlEngine.DEFAULT_LOOKBACK.toMillis();

    private record Source(StoredDefinition pattern, FunnelSpan span) {}

    private final List<FunnelFamily> families;
    private final FunnelReader reader;
    private final Optional<String> tenant;
    private final SequencedSet<String> warnings = new LinkedHashSet<>();

    /**
     * @param tenant
     *            whose funnels may be seen; empty for all
     */
    FunnelSeries(List<FunnelFamily> families, FunnelReader reader, Optional<String> tenant) {
        this.families = families;
        this.reader = reader;
        this.tenant = tenant;
    }

    /** What was missing, in the order found. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public List<Series> select(List<LabelMatcher> matchers, long startMillis, long endMillis) {
        var bySource = families.stream().filter(family -> mayMatch(family, matchers)).collect(
                Collectors.groupingBy(family -> new Source(family.pattern(), family.span()), LinkedHashMap::new,
                        Collectors.toList()));
        var series = new ArrayList<Series>();
        bySource.forEach((source, matching) -> {
            var found = reader.read(source.pattern(), source.span(), tenant,
                    range(source.span(), startMillis, endMillis));
            warnings.addAll(found.warnings());
            matching.forEach(family -> samples(family, found.rows(), matchers).forEach(
                    (labels, samples) -> series.add(new Series(labels, samples).withLookback(
                            source.span().size().toMillis()))));
        });
        return series;
    }

    private static TimeRange range(FunnelSpan span, long startMillis, long endMillis) {
        long size = span.size().toMillis();
        long further = Math.max(0, size - DEFAULT_LOOKBACK);
        return new TimeRange(Math.max(0, startMillis - further - size), Math.max(0, endMillis - size + 1));
    }

    private static Map<Labels, List<Sample>> samples(FunnelFamily family, List<FunnelWindow> windows,
            List<LabelMatcher> matchers) {
        var samples = new TreeMap<Labels, List<Sample>>();
        for (var window : windows) {
            for (var step : window.steps()) {
                var labels = Labels.of(family.name(), new TreeMap<>(Map.of(FunnelFamily.STEP, step.step(),
                        WindowFamily.WINDOW, family.span().text(), WindowFamily.TENANT, window.tenantId())));
                if (LabelMatcher.allMatch(matchers, labels)) {
                    family.number().of(step).ifPresent(value -> samples.computeIfAbsent(labels,
                            _ -> new ArrayList<>()).add(new Sample(window.end().toEpochMilli(), value)));
                }
            }
        }
        return samples;
    }

    private static boolean mayMatch(FunnelFamily family, List<LabelMatcher> matchers) {
        return matchers.stream().allMatch(matcher -> switch (matcher.name()) {
            case Labels.METRIC_NAME -> matcher.matches(family.name());
            case WindowFamily.WINDOW -> matcher.matches(family.span().text());
            default -> matcher.matches("") || FunnelFamily.labelNames().contains(matcher.name());
        });
    }

}
