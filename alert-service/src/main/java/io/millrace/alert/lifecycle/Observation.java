package io.millrace.alert.lifecycle;

import java.time.Instant;
import java.util.Map;

/**
 * Something that makes a rule's condition hold for one label set.
 *
 * @param labels
 *            dimensions of the series, or the key of the pattern
 * @param value
 *            what was compared, or null
 * @param threshold
 *            what it was compared with, or null
 * @param heldAt
 *            event time at which the condition holds: the end of a closed window or of a match, the latest event of an open
 *            window
 * @param changedAt
 *            event time of a transition that it causes
 * @param texts
 *            what the rule's message may name
 * @param wallMillis
 *            when it was seen
 */
public record Observation(String tenantId, Map<String, String> labels, Double value, Double threshold, Instant heldAt,
        Instant changedAt, Map<String, String> texts, long wallMillis) {}
