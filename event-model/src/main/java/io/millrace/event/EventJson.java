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
        return new Event(required(text(fields, "event_id"), "event_id"),
                required(text(fields, "event_type"), "event_type"), required(text(fields, "tenant_id"), "tenant_id"),
                text(fields, "user_id"), text(fields, "anonymous_id"), text(fields, "session_id"),
                required(instant(fields, "timestamp"), "timestamp"), instant(fields, "received_at"),
                text(fields, "source"),
                text(fields, "segment"), object(fields, "data"), object(fields, "tags"), object(fields, "metadata"),
                object(fields, "context"));
    }

    private static String text(Map<?, ?> fields, String name) {
        return switch (fields.get(name)) {
            case null -> null;
            case String text -> text;
            default -> throw new IllegalArgumentException(name + " must be a string");
        };
    }

    private static <T> T required(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static Instant instant(Map<?, ?> fields, String name) {
        var value = fields.get(name);
        return value == null ? null : Timestamps.parse(value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<?, ?> fields, String name) {
        return switch (fields.get(name)) {
            case null -> Map.of();
            case Map<?, ?> object -> (Map<String, Object>) object;
            default -> throw new IllegalArgumentException(name + " must be an object");
        };
    }

}
