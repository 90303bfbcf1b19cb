package io.millrace.result;

import java.time.Instant;
import java.util.Map;

/**
 * An event that came after the window or the order that it belonged to was closed.
 *
 * @param by
 *            {@code metric/revenue} or {@code pattern/purchase-funnel}
 * @param reason
 *            why, for people
 * @param timestamp
 *            the event's own time
 * @param watermark
 *            how far event time had come
 * @param event
 *            {@code event_id} and {@code event_type}, to find the event on {@code events}, and whatever else is known of it
 */
public record LateEvent(String by, String reason, String tenantId, Instant timestamp, Instant watermark,
        Map<String, Object> event) {}
