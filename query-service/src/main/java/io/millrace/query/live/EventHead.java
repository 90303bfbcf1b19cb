package io.millrace.query.live;

import io.millrace.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tenant and type of an event, found in its JSON without parsing it. Both stand before the sender's own fields, so that
 * the scan ends after some hundred bytes; within a text quotes are escaped, so that a field's name with its quotes and
 * colon can't be found in one. Where the scan finds nothing plain, the event is parsed.
 */
record EventHead(String tenantId, String type) {

    private static final byte[] TENANT = "\"tenant_id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = "\"event_type\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int SCANNED = 1_024;

    /**
     * Reads the head of a normalised event.
     *
     * @throws IllegalArgumentException
     *             when it is none
     */
    static EventHead of(byte[] json) {
        var tenant = text(json, TENANT);
        var type = text(json, TYPE);
        if (tenant == null || type == null) {
            var event = EventJson.read(json);
            return new EventHead(event.tenantId(), event.eventType());
        }
        return new EventHead(tenant, type);
    }

    private static String text(byte[] json, byte[] field) {
        int limit = Math.min(json.length, SCANNED);
        for (int start = 0; start + field.length < limit; start++) {
            if (json[start] == '"' && Arrays.equals(json, start, start + field.length, field, 0, field.length)) {
                return plainText(json, start + field.length, limit);
            }
        }
        return null;
    }

    private static String plainText(byte[] json, int from, int limit) {
        for (int at = from; at < limit; at++) {
            if (json[at] == '\\') {
                return null;
            }
            if (json[at] == '"') {
                return new String(json, from, at - from, StandardCharsets.UTF_8);
            }
        }
        return null;
    }

}
