package io.millrace.cep.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first fields of a normalised event, read off its bytes without a look at the rest: most events of a stream concern
 * no pattern, and finding that out must cost next to nothing.
 *
 * <p>
 * Knows the form only in which {@link io.millrace.event.EventJson} writes: identity, type, tenant and user first, no white
 * space, no escapes in them. Whatever else is JSON is left to a real parser.
 */
record EventHead(String eventType, String tenantId, String userId) {

    private static final byte[] EVENT_ID = start("{\"event_id\":\"");
    private static final byte[] EVENT_TYPE = start(",\"event_type\":\"");
    private static final byte[] TENANT_ID = start(",\"tenant_id\":\"");
    private static final byte[] USER_ID = start(",\"user_id\":\"");
    private static final byte[][] AFTER_USER = {start(",\"anonymous_id\":\""), start(",\"session_id\":\""),
            start(",\"timestamp\":\"")};

    /** The head of that event, or null when its bytes are in another form. */
    static EventHead of(byte[] json) {
        int idEnd = textEnd(json, EVENT_ID, 0);
        int typeEnd = textEnd(json, EVENT_TYPE, idEnd);
        int tenantEnd = textEnd(json, TENANT_ID, typeEnd);
        if (tenantEnd < 0) {
            return null;
        }
        int userEnd = textEnd(json, USER_ID, tenantEnd);
        if (userEnd < 0 && !isFollowed(json, tenantEnd)) {
            return null;
        }
        return new EventHead(text(json, EVENT_TYPE, idEnd, typeEnd), text(json, TENANT_ID, typeEnd, tenantEnd),
                userEnd < 0 ? null : text(json, USER_ID, tenantEnd, userEnd));
    }

    /** The identity of an event whose head could be read. */
    static String eventId(byte[] json) {
        return text(json, EVENT_ID, 0, textEnd(json, EVENT_ID, 0));
    }

    /** Where the field that begins at {@code at} ends, behind its quote; negative when another begins there. */
    private static int textEnd(byte[] json, byte[] start, int at) {
        if (at < 0 || !startsWith(json, start, at)) {
            return -1;
        }
        for (int i = at + start.length; i < json.length; i++) {
            if (json[i] == '"') {
                return i + 1;
            }
            if (json[i] == '\\') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isFollowed(byte[] json, int at) {
        for (var next : AFTER_USER) {
            if (startsWith(json, next, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] json, byte[] start, int at) {
        return json.length - at >= start.length
                && Arrays.equals(json, at, at + start.length, start, 0, start.length);
    }

    private static String text(byte[] json, byte[] start, int from, int end) {
        int textFrom = from + start.length;
        return new String(json, textFrom, end - 1 - textFrom, StandardCharsets.UTF_8);
    }

    private static byte[] start(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

}
