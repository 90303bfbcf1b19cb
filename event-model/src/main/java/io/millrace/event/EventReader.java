package io.millrace.event;

import com.github.f4b6a3.uuid.UuidCreator;
import io.millrace.event.EventReading.Accepted;
import io.millrace.event.EventReading.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads events as senders write them: fills defaults in, normalises the event type, keeps unknown fields under
 * {@code data}, and says which field is at fault when it can't.
 *
 * <p>
 * Thread-safe. Never throws for bad input.
 */
public final class EventReader {

    /** How far in the future an event may lie before its timestamp is set to the time of receipt. */
    public static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(10);

    private static final int MAX_TEXT = 512;
    private static final int MAX_EVENT_TYPE = 200;
    private static final java.util.regex.Pattern TENANT = java.util.regex.Pattern.compile("[A-Za-z0-9][\\w.-]{0,99}");

    private EventReader() {}

    /**
     * Reads an event from JSON bytes.
     *
     * @param receivedAt
     *            when it came in; the default of {@code timestamp}, and kept as {@code received_at} unless the event
     *            already has one
     * @param defaultTenant
     *            the tenant of an event that names none
     */
    public static EventReading read(byte[] json, Instant receivedAt, String defaultTenant) {
        try {
            return read(JsonTree.read(json), receivedAt, defaultTenant);
        } catch (JsonSyntaxException e) {
            return new Rejected(RejectionCode.NOT_JSON, e.getMessage(), null, null);
        }
    }

    /** Reads an event from a JSON value as {@link JsonTree#read} gives it. */
    public static EventReading read(Object json, Instant receivedAt, String defaultTenant) {
        if (!(json instanceof Map<?, ?> fields)) {
            return new Rejected(RejectionCode.NOT_AN_OBJECT, "an event must be a JSON object", null, null);
        }
        try {
            return accepted(new Fields(fields), receivedAt, defaultTenant);
        } catch (FieldException e) {
            var id = fields.get("event_id") instanceof String text ? abbreviated(text) : null;
            return new Rejected(e.code, e.getMessage(), e.field, id);
        }
    }

    private static EventReading accepted(Fields fields, Instant receivedAt, String defaultTenant) {
        var type = eventType(fields);
        var received = fields.timestamp("received_at", receivedAt);
        var timestamp = fields.timestamp("timestamp", received);
        boolean clamped = timestamp.isAfter(received.plus(FUTURE_TOLERANCE));
        var event = new Event(fields.text("event_id", () -> UuidCreator.getTimeOrderedEpoch().toString()), type,
                tenant(fields, defaultTenant), fields.text("user_id"), fields.text("anonymous_id"),
                fields.text("session_id"), clamped ? received : timestamp, received, fields.text("source"),
                fields.text("segment"), data(fields), fields.object("tags"),
                clamped
                        ? with(fields.object("metadata"), "original_timestamp", Timestamps.format(timestamp))
                        : fields.object("metadata"),
                fields.object("context"));
        return new Accepted(event, clamped);
    }

    /** Whether a text can be a tenant's name: letters, digits, {@code .}, {@code _} and {@code -}, at most 100. */
    public static boolean isTenant(String text) {
        return TENANT.matcher(text).matches();
    }

    /** {@code Button Clicked} becomes {@code button_clicked}; dots and dashes stay. */
    static String normalisedType(String type) {
        return type.strip().replaceAll("\\s+", "_").toLowerCase(Locale.ROOT);
    }

    private static String eventType(Fields fields) {
        var type = fields.text("event_type");
        if (type == null) {
            throw new FieldException(RejectionCode.MISSING_FIELD, "event_type", "event_type is required");
        }
        if (type.length() > MAX_EVENT_TYPE) {
            throw new FieldException(RejectionCode.BAD_VALUE, "event_type",
                    "event_type is longer than %d characters".formatted(MAX_EVENT_TYPE));
        }
        return normalisedType(type);
    }

    private static String tenant(Fields fields, String defaultTenant) {
        var tenant = fields.text("tenant_id");
        if (tenant == null) {
            return defaultTenant;
        }
        if (!isTenant(tenant)) {
            throw new FieldException(RejectionCode.BAD_VALUE, "tenant_id",
                    "tenant_id must be letters, digits, '.', '_' or '-', at most 100: '" + abbreviated(tenant) + "'");
        }
        return tenant;
    }

    private static Map<String, Object> data(Fields fields) {
        var data = fields.object("data");
        LinkedHashMap<String, Object> merged = null;
        for (var entry : fields.all.entrySet()) {
            var name = String.valueOf(entry.getKey());
            if (EventField.named(name) == null && !data.containsKey(name)) {
                merged = merged == null ? new LinkedHashMap<>(data) : merged;
                merged.put(name, oneDeeper(name, entry.getValue()));
            }
        }
        return merged == null ? data : Collections.unmodifiableMap(merged);
    }

    /** An unknown field moves into {@code data}, and must not thereby become too deep to be read again. */
    private static Object oneDeeper(String name, Object value) {
        if (JsonTree.depth(value) + 2 > JsonTree.MAX_DEPTH) {
            throw new FieldException(RejectionCode.BAD_VALUE, name, "%s is nested too deep".formatted(name));
        }
        return value;
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        var copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return Collections.unmodifiableMap(copy);
    }

    private static String abbreviated(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** Typed access to a sender's fields. */
    private record Fields(Map<?, ?> all) {

        String text(String name) {
            return text(name, () -> null);
        }

        String text(String name, java.util.function.Supplier<String> absent) {
            var value = all.get(name);
            return switch (value) {
                case null -> absent.get();
                case String text when text.isBlank() -> absent.get();
                case String text when text.length() > MAX_TEXT -> throw new FieldException(RejectionCode.BAD_VALUE,
                        name, "%s is longer than %d characters".formatted(name, MAX_TEXT));
                case String text -> text.strip();
                case Long number -> number.toString();
                default -> throw wrongType(name, "a string", value);
            };
        }

        Instant timestamp(String name, Instant absent) {
            var value = all.get(name);
            if (value == null || "".equals(value)) {
                return absent;
            }
            try {
                return Timestamps.parse(value);
            } catch (IllegalArgumentException e) {
                throw new FieldException(RejectionCode.BAD_VALUE, name, name + " " + e.getMessage());
            }
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> object(String name) {
            var value = all.get(name);
            return switch (value) {
                case null -> Map.of();
                case Map<?, ?> object -> (Map<String, Object>) object;
                default -> throw wrongType(name, "an object", value);
            };
        }

        private static FieldException wrongType(String name, String wanted, Object value) {
            return new FieldException(RejectionCode.WRONG_TYPE, name,
                    "%s must be %s, not %s".formatted(name, wanted, typeName(value)));
        }

        private static String typeName(Object value) {
            return switch (value) {
                case Number _ -> "a number";
                case Boolean _ -> "a boolean";
                case String _ -> "a string";
                case Map<?, ?> _ -> "an object";
                default -> "an array";
            };
        }

    }

    private static final class FieldException extends RuntimeException {

        private final RejectionCode code;
        private final String field;

        FieldException(RejectionCode code, String field, String reason) {
            super(reason, null, false, false);
            this.code = code;
            this.field = field;
        }

    }

}
