package io.millrace.query.prometheus;

import io.millrace.promql.LabelMatcher;
import io.millrace.promql.Labels;
import io.millrace.promql.Series;
import io.millrace.promql.SeriesSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeMap;

/**
 * All that a request can ask for: windows of metrics and funnels of patterns. Where both have a series of the same name and
 * labels, the metric's is the one. Not thread-safe.
 */
final class JoinedSeries implements SeriesSource {

    private final WindowSeries windows;
    private final FunnelSeries funnels;
    private final SequencedSet<String> ambiguous = new LinkedHashSet<>();

    JoinedSeries(WindowSeries windows, FunnelSeries funnels) {
        this.windows = windows;
        this.funnels = funnels;
    }

    /** What was missing or left out. */
    List<String> warnings() {
        var warnings = new LinkedHashSet<>(windows.warnings());
        warnings.addAll(funnels.warnings());
        warnings.addAll(ambiguous);
        return List.copyOf(warnings);
    }

    @Override
    public List<Series> select(List<LabelMatcher> matchers, long startMillis, long endMillis) {
        var all = new TreeMap<Labels, Series>();
        windows.select(matchers, startMillis, endMillis).forEach(series -> all.put(series.labels(), series));
        for (var series : funnels.select(matchers, startMillis, endMillis)) {
            if (all.putIfAbsent(series.labels(), series) != null) {
                ambiguous.add("series %s of a funnel are left out, since a metric's have the same name".formatted(
                        series.labels().asMap().get(Labels.METRIC_NAME)));
            }
        }
        return List.copyOf(all.values());
    }

}
