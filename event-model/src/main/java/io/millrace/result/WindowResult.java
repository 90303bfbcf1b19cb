package io.millrace.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One window of one series of a metric.
 *
 * @param window
 *            name of the window: {@code 1m}, {@code 10m@10s}, {@code session-30m}
 * @param start
 *            first instant of the window; for a session the time of its first event
 * @param end
 *            first instant after the window; for a session the time of its last event
 * @param group
 *            dimension to value; empty for a metric without dimensions
 * @param values
 *            aggregate to value; an aggregate that is undefined (average of no values) is absent
 * @param top
 *            top list to its entries, the most frequent first; absent when the metric has none
 * @param buckets
 *            histogram to upper bound to how many values were no greater; absent when the metric has none
 * @param isFinal
 *            whether the window is closed and its values will not change, unless the metric has late events revise it
 * @param revised
 *            true when the window had been closed before and late events changed it; else absent
 * @param lastEventAt
 *            the latest event time in the window
 */
public record WindowResult(String metric, long version, String tenantId, String window, Instant start, Instant end,
        Map<String, String> group, Map<String, Double> values, Map<String, List<TopValue>> top,
        Map<String, Map<String, Long>> buckets, @JsonProperty("final") boolean isFinal, Boolean revised,
        Instant lastEventAt) {

    /**
     * An entry of a top list.
     *
     * @param count
     *            how often the value occurred, at most
     * @param error
     *            by how much that may be too high; 0 when it is exact
     */
    public record TopValue(String value, long count, long error) {}

}
