package io.millrace.query.metrics;

import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.MetricResults;
import io.millrace.result.WindowPartial;
import io.millrace.result.WindowResult;
import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.statistics.binary.BinaryReader;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The aggregates of several series or windows, merged from their mergeable form: a quantile of all values, a distinct
 * count of all, never a mean of such. Not thread-safe.
 */
final class MergedSeries {

    private final CompiledMetric metric;
    private final AggregateState state;
    private boolean isFinal = true;
    private boolean isRevised;

    MergedSeries(CompiledMetric metric) {
        this.metric = metric;
        this.state = metric.layout().empty();
    }

    /** Takes in a window of a series. */
    void add(WindowPartial part) {
        state.merge(AggregateState.read(new BinaryReader(part.state())));
        isFinal &= part.window().isFinal();
        isRevised |= Boolean.TRUE.equals(part.window().revised());
    }

    /**
     * What it amounts to.
     *
     * @param isComplete
     *            whether nothing is missing and nothing can come
     */
    WindowResult result(String window, String tenantId, Instant start, Instant end, Map<String, String> group,
            boolean isComplete) {
        return MetricResults.of(metric, window, tenantId, start.toEpochMilli(), end.toEpochMilli(), group, state,
                isFinal && isComplete, isRevised ? true : null);
    }

    /** A group with these of its dimensions only. */
    static Map<String, String> group(Map<String, String> group, Set<String> dimensions) {
        var kept = new TreeMap<>(group);
        kept.keySet().retainAll(dimensions);
        return kept;
    }

    /**
     * Whether event time has passed that in all partitions where it is known, which it is in reads of one tenant.
     *
     * @param watermarks
     *            partition to how far event time has come
     */
    static boolean hasPassed(Map<Integer, Long> watermarks, long millis) {
        return watermarks.values().stream().allMatch(watermark -> watermark >= millis);
    }

}
