package io.millrace.expressions.metric;

import io.millrace.result.WindowResult;
import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The results that a metric's windows are reported as. Thread-safe. */
public final class MetricResults {

    private MetricResults() {}

    /**
     * The result of a window of one series.
     *
     * @param startMillis
     *            start of the window; for a session the time of its first event
     * @param endMillis
     *            end of the window; for a session the time of its last event
     * @param state
     *            the aggregates of at least one event
     * @param isRevised
     *            true for a window that had been closed before, else null
     */
    public static WindowResult of(CompiledMetric metric, String window, String tenantId, long startMillis,
            long endMillis, Map<String, String> group, AggregateState state, boolean isFinal, Boolean isRevised) {
        long length = endMillis - startMillis;
        var values = new LinkedHashMap<String, Double>();
        for (var aggregate : metric.aggregates()) {
            state.value(aggregate, length).ifPresent(value -> values.put(aggregate.name(), value));
        }
        return new WindowResult(metric.name(), metric.version(), tenantId, window,
                Instant.ofEpochMilli(startMillis), Instant.ofEpochMilli(endMillis), group, values,
                top(metric, state), buckets(metric, state), isFinal, isRevised,
                Instant.ofEpochMilli(state.lastEventMillis()));
    }

    private static Map<String, List<WindowResult.TopValue>> top(CompiledMetric metric, AggregateState state) {
        var tops = metric.aggregates().stream().filter(Aggregate.Top.class::isInstance).map(
                Aggregate.Top.class::cast).toList();
        return tops.isEmpty()
                ? null
                : tops.stream().collect(Collectors.toMap(Aggregate.Top::name,
                        top -> state.top(top).stream().map(
                                item -> new WindowResult.TopValue(item.value(), item.count(), item.error())).toList()));
    }

    private static Map<String, Map<String, Long>> buckets(CompiledMetric metric, AggregateState state) {
        var histograms = metric.aggregates().stream().filter(Aggregate.Buckets.class::isInstance).map(
                Aggregate.Buckets.class::cast).toList();
        if (histograms.isEmpty()) {
            return null;
        }
        var buckets = new TreeMap<String, Map<String, Long>>();
        for (var histogram : histograms) {
            var counts = new LinkedHashMap<String, Long>();
            state.buckets(histogram).forEach(bucket -> counts.put(bound(bucket.upperBound()), bucket.count()));
            buckets.put(histogram.name(), counts);
        }
        return buckets;
    }

    /** As Prometheus writes the label {@code le}. */
    private static String bound(double upperBound) {
        if (upperBound == Double.POSITIVE_INFINITY) {
            return "+Inf";
        }
        return upperBound == Math.rint(upperBound) && Math.abs(upperBound) < 1e15
                ? Long.toString((long) upperBound)
                : Double.toString(upperBound);
    }

}
