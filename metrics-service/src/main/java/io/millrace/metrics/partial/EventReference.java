package io.millrace.metrics.partial;

/**
 * An event that may turn out to be late, so that it can be found again.
 *
 * @param key
 *            its record key
 * @param id
 *            its event id
 * @param type
 *            its event type
 * @param timestampMillis
 *            event time
 */
public record EventReference(String key, String id, String type, long timestampMillis) {}
