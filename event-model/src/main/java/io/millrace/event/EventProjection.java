package io.millrace.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/**
 * Reads some fields of normalised events and skips the rest, which is most of the cost of {@link EventJson#read}.
 *
 * <p>
 * Identity, type, tenant and what {@link Event#key()} goes by are always read. The event's time is taken from the
 * caller, who has it as the record's timestamp; the text of {@code timestamp} is not looked at. Fields that were not
 * asked for are absent in the event, and its objects hold only what was asked for. Immutable and thread-safe.
 */
public final class EventProjection {

    private static final EventField[] FIELDS = EventField.values();
    private static final PropertyNameMatcher NAMES = JsonTree.matcher(
            Arrays.stream(FIELDS).map(EventField::jsonName).toList());
    private static final List<List<String>> ADDRESS = List.of(List.of("ip_address"), List.of("user_agent"));

    private final ProjectedValue[] needed = new ProjectedValue[FIELDS.length];
    private final ProjectedValue metadataWithAddress;

    private EventProjection(Map<EventField, List<List<String>>> paths) {
        paths.forEach((field, inner) -> needed[field.ordinal()] = ProjectedValue.of(inner));
        var address = new ArrayList<>(ADDRESS);
        address.addAll(paths.getOrDefault(EventField.METADATA, List.of()));
        metadataWithAddress = ProjectedValue.of(address);
    }

    /**
     * A projection to these paths: {@code [event_type]}, {@code [data, total_amount]}, {@code [context, geo, country]},
     * or a whole object such as {@code [data]}. Paths that begin with no field of an event are ignored. A path leads
     * into objects only: an array on its way is read as a whole.
     *
     * @throws IllegalArgumentException
     *             when a path is empty
     */
    public static EventProjection of(Collection<List<String>> paths) {
        var byField = new EnumMap<EventField, List<List<String>>>(EventField.class);
        for (var path : paths) {
            if (path.isEmpty()) {
                throw new IllegalArgumentException("a path needs the name of a field");
            }
            var field = EventField.named(path.getFirst());
            if (field != null) {
                byField.computeIfAbsent(field, _ -> new ArrayList<>()).add(path.subList(1, path.size()));
            }
        }
        return new EventProjection(byField);
    }

    /**
     * Reads what {@link EventJson#write} wrote.
     *
     * @param timestampMillis
     *            the event's own time
     * @throws JsonSyntaxException
     *             when the bytes are not JSON
     * @throws IllegalArgumentException
     *             when they are JSON but not a normalised event
     */
    public Event read(byte[] json, long timestampMillis) {
        return JsonTree.parseOnBusyThread(json, parser -> new Reading(parser).fields()).event(timestampMillis);
    }

    /** The fields of one event as far as they are read. */
    private final class Reading {

        private final JsonParser parser;
        private final Object[] values = new Object[FIELDS.length];
        private EventField wrong;
        private boolean isObject;

        private Reading(JsonParser parser) {
            this.parser = parser;
        }

        private Reading fields() {
            isObject = parser.currentToken() == JsonToken.START_OBJECT;
            if (!isObject) {
                parser.skipChildren();
                return this;
            }
            int at;
            while ((at = parser.nextNameMatch(NAMES)) != PropertyNameMatcher.MATCH_END_OBJECT) {
                var token = parser.nextToken();
                if (at < 0 || FIELDS[at] == EventField.TIMESTAMP) {
                    parser.skipChildren();
                } else {
                    field(FIELDS[at], token);
                }
            }
            return this;
        }

        private void field(EventField field, JsonToken token) {
            if (token == JsonToken.VALUE_NULL) {
                values[field.ordinal()] = null;
                return;
            }
            boolean fits = field == EventField.RECEIVED_AT
                    || token == (field.isObject() ? JsonToken.START_OBJECT : JsonToken.VALUE_STRING);
            if (!fits) {
                wrong = field;
                parser.skipChildren();
                return;
            }
            switch (field) {
                case EVENT_ID, EVENT_TYPE, TENANT_ID, USER_ID, ANONYMOUS_ID, SESSION_ID ->
                    values[field.ordinal()] = parser.getString();
                case METADATA -> read(field, isKeyedByAddress() ? metadataWithAddress : needed[field.ordinal()]);
                case TIMESTAMP, RECEIVED_AT, SOURCE, SEGMENT, DATA, TAGS, CONTEXT -> read(field,
                        needed[field.ordinal()]);
            }
        }

        private void read(EventField field, ProjectedValue part) {
            if (part == null) {
                parser.skipChildren();
            } else {
                values[field.ordinal()] = part.read(parser);
            }
        }

        private boolean isKeyedByAddress() {
            return text(EventField.USER_ID) == null && text(EventField.ANONYMOUS_ID) == null
                    && text(EventField.SESSION_ID) == null;
        }

        private Event event(long timestampMillis) {
            if (!isObject) {
                throw new IllegalArgumentException("an event must be a JSON object");
            }
            if (wrong != null) {
                throw new IllegalArgumentException(
                        wrong.jsonName() + " must be " + (wrong.isObject() ? "an object" : "a string"));
            }
            var receivedAt = values[EventField.RECEIVED_AT.ordinal()];
            return new Event(required(EventField.EVENT_ID), required(EventField.EVENT_TYPE),
                    required(EventField.TENANT_ID), text(EventField.USER_ID), text(EventField.ANONYMOUS_ID),
                    text(EventField.SESSION_ID), Instant.ofEpochMilli(timestampMillis),
                    receivedAt == null ? null : Timestamps.parse(receivedAt), text(EventField.SOURCE),
                    text(EventField.SEGMENT), object(EventField.DATA), object(EventField.TAGS),
                    object(EventField.METADATA), object(EventField.CONTEXT));
        }

        private String required(EventField field) {
            var text = text(field);
            if (text == null) {
                throw new IllegalArgumentException(field.jsonName() + " is missing");
            }
            return text;
        }

        private String text(EventField field) {
            return (String) values[field.ordinal()];
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> object(EventField field) {
            var object = (Map<String, Object>) values[field.ordinal()];
            return object == null ? Map.of() : object;
        }
    }

}
