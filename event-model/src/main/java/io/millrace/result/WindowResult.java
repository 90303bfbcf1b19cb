package io.millrace.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;

/**
 * One window of one series of a metric.
 *
 * @param window
 *            name of the window: {@code 1m}, {@code 10m@10s}
 * @param start
 *            first instant of the window
 * @param end
 *            first instant after the window
 * @param group
 *            dimension to value; empty for a metric without dimensions
 * @param values
 *            aggregate to value; an aggregate that is undefined (average of no values) is absent
 * @param isFinal
 *            whether the window is closed and its values will not change
 * @param lastEventAt
 *            the latest event time in the window
 */
public record WindowResult(String metric, long version, String tenantId, String window, Instant start, Instant end,
        Map<String, String> group, Map<String, Double> values, @JsonProperty("final") boolean isFinal,
        Instant lastEventAt) {}
