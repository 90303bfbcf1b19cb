package io.millrace.event;

import java.time.Instant;
import java.util.Map;

/**
 * The JSON of a normalised event, as it stands on {@code events}: snake_case, absent fields and empty objects left out,
 * timestamps as ISO-8601 with milliseconds. Thread-safe.
 */
public final class EventJson {

    private EventJson() {}

    /** The event as UTF-8 JSON. */
    public static byte[] write(Event event) {
        var fields = event.fields();
        fields.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
        return JsonTree.write(fields);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws JsonSyntaxException
     *             when the bytes are not JSON
     * @throws IllegalArgumentException
     *             when they are JSON but not a normalised event
     */
    public static Event read(byte[] json) {
        if (!(JsonTree.read(json) instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("an event must be a JSON object");
        }
        return new Event(text(fields, "event_id"), text(fields, "event_type"), text(fields, "tenant_id"),
                text(fields, "user_id"), text(fields, "anonymous_id"), text(fields, "session_id"),
                instant(fields, "timestamp"), instant(fields, "received_at"), text(fields, "source"),
                text(fields, "segment"), object(fields, "data"), object(fields, "tags"), object(fields, "metadata"),
                object(fields, "context"));
    }

    private static String text(Map<?, ?> fields, String name) {
        return (String) fields.get(name);
    }

    private static Instant instant(Map<?, ?> fields, String name) {
        var value = fields.get(name);
        return value == null ? null : Timestamps.parse(value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<?, ?> fields, String name) {
        var value = fields.get(name);
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

}
