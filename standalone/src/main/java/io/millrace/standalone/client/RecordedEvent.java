package io.millrace.standalone.client;

import io.millrace.event.JsonTree;
import io.millrace.event.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An event of a recording, as it is sent.
 *
 * @param line
 *            number of its line, from 1
 * @param json
 *            one line of JSON
 * @param timestamp
 *            when it happened; empty when it does not say, or not readably
 */
record RecordedEvent(long line, byte[] json, Optional<Instant> timestamp) {

    /**
     * Reads a line. An event without an id gets one, so that it can be sent twice and count once; one that is not an
     * object is left to the service to reject.
     *
     * @param tenant
     *            what becomes of {@code tenant_id}, or null for what it is
     * @throws io.millrace.event.JsonSyntaxException
     *             when the line is not JSON
     */
    static RecordedEvent read(long line, byte[] json, String tenant) {
        if (!(JsonTree.read(json) instanceof Map<?, ?> fields)) {
            return new RecordedEvent(line, json, Optional.empty());
        }
        boolean hasId = isThere(fields.get("event_id"));
        boolean hasTenant = tenant == null || tenant.equals(fields.get("tenant_id"));
        var sent = hasId && hasTenant ? json : JsonTree.write(completed(fields, hasId, tenant));
        return new RecordedEvent(line, sent, timestamp(fields.get("timestamp")));
    }

    private static Map<String, Object> completed(Map<?, ?> fields, boolean hasId, String tenant) {
        var completed = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> completed.put((String) name, value));
        if (!hasId) {
            completed.put("event_id", UUID.randomUUID().toString());
        }
        if (tenant != null) {
            completed.put("tenant_id", tenant);
        }
        return completed;
    }

    /** Whether it is there; one of a wrong type is the service's to reject. */
    private static boolean isThere(Object id) {
        return id != null && !(id instanceof String text && text.isBlank());
    }

    private static Optional<Instant> timestamp(Object value) {
        try {
            return value == null ? Optional.empty() : Optional.of(Timestamps.parse(value));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

}
