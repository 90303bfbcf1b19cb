package io.millrace.query.reads;

import java.time.Instant;
import java.util.Map;

/**
 * What an event adds to a metric.
 *
 * @param group
 *            its dimensions, and what sessions are separate by
 * @param texts
 *            what distinct counts and top lists are of, in the order of the metric's inputs
 */
public record MeasuredEvent(String metric, String tenant, Instant at, Map<String, String> group, double value,
        String... texts) {}
