package io.millrace.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Something that happened: a page view, an order, a failed login.
 *
 * <p>
 * Record key on Kafka: {@link #key()}; record timestamp: {@link #timestamp()} (event time, UTC, milliseconds). The maps
 * hold JSON values as {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link java.util.List} and
 * {@link Map}; they are unmodifiable and never null. Absent text fields are null.
 *
 * @param eventId
 *            identity of the event within its tenant; a second event with the same id is a duplicate
 * @param eventType
 *            normalised name, {@code button_clicked} or {@code order.created}
 * @param tenantId
 *            whose event it is
 * @param userId
 *            the known user, or null
 * @param anonymousId
 *            the visitor's own id when there is no user, or null
 * @param sessionId
 *            visit, or null
 * @param timestamp
 *            when it happened
 * @param receivedAt
 *            when Millrace first saw it
 * @param source
 *            what sent it ({@code web}, {@code server} …), or null
 * @param segment
 *            the user's segment: the sender's, else that of the user's profile; or null
 * @param data
 *            the sender's own fields
 * @param tags
 *            short labels of the sender's
 * @param metadata
 *            {@code ip_address}, {@code user_agent}, {@code request_id}, {@code referrer}, {@code page_url}
 * @param context
 *            what enrichment adds: {@code geo}, {@code device}, {@code referrer}, {@code campaign}, {@code page},
 *            {@code bot}, {@code profile}
 */
public record Event(String eventId, String eventType, String tenantId, String userId, String anonymousId,
        String sessionId, Instant timestamp, Instant receivedAt, String source, String segment,
        Map<String, Object> data, Map<String, Object> tags, Map<String, Object> metadata,
        Map<String, Object> context) {

    public Event {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(eventType, "eventType");
        Objects.requireNonNull(tenantId, "tenantId");
        Objects.requireNonNull(timestamp, "timestamp");
    }

    /**
     * The Kafka record key: user, else visitor, session, a hash of address and user agent, or the event's own id, the
     * first that is there. Events of one key keep their order.
     */
    public String key() {
        if (userId != null) {
            return userId;
        }
        if (anonymousId != null) {
            return anonymousId;
        }
        if (sessionId != null) {
            return sessionId;
        }
        return addressHash();
    }

    /** Event time in milliseconds since 1970. */
    public long timestampMillis() {
        return timestamp.toEpochMilli();
    }

    /** Wall time of receipt in milliseconds since 1970; event time when that is not known. */
    public long receivedMillis() {
        return receivedAt == null ? timestampMillis() : receivedAt.toEpochMilli();
    }

    /** The same event as enrichment sees it. */
    public Event withContext(Map<String, Object> enriched) {
        return new Event(eventId, eventType, tenantId, userId, anonymousId, sessionId, timestamp, receivedAt, source,
                segment, data, tags, metadata, enriched);
    }

    /** The same event with its user's segment. */
    public Event withSegment(String userSegment) {
        return new Event(eventId, eventType, tenantId, userId, anonymousId, sessionId, timestamp, receivedAt, source,
                userSegment, data, tags, metadata, context);
    }

    /**
     * The event's fields by the names that its JSON and expressions use; absent fields are left out. The map is new at
     * each call, its nested maps are the event's own.
     */
    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>(16);
        for (var field : EventField.values()) {
            var value = field.of(this);
            if (value != null) {
                fields.put(field.jsonName(), value);
            }
        }
        return fields;
    }

    private String addressHash() {
        var address = metadata.get("ip_address");
        if (address == null) {
            return eventId;
        }
        var agent = Objects.toString(metadata.get("user_agent"), "");
        return "visitor-" + Long.toHexString(Fnv1a.hash64(address + "\n" + agent));
    }

}
