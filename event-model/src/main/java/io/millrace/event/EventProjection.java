package io.millrace.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads some fields of normalised events and skips the rest, which is most of the cost of {@link EventJson#read}.
 *
 * <p>
 * Type, tenant, identity and what {@link Event#key()} goes by are always read, the latter two unless they are
 * {@linkplain #withoutIdentity() left out}. The event's time is taken from the caller, who has it as the record's
 * timestamp; the text of {@code timestamp} is not looked at. Fields that were not asked for are absent in the event, and
 * its objects hold only what was asked for. Immutable and thread-safe.
 */
public final class EventProjection {

    private static final EventField[] FIELDS = EventField.values();
    private static final PlainNames NAMES = new PlainNames(Arrays.stream(FIELDS).map(EventField::jsonName).toList());
    private static final List<EventField> ALWAYS = List.of(EventField.EVENT_TYPE, EventField.TENANT_ID);
    private static final List<EventField> KEYS = List.of(EventField.USER_ID, EventField.ANONYMOUS_ID,
            EventField.SESSION_ID);
    private static final List<List<String>> ADDRESS = List.of(List.of("ip_address"), List.of("user_agent"));

    private final Map<EventField, List<List<String>>> paths;
    private final boolean hasIdentity;
    private final ProjectedValue[] needed = new ProjectedValue[FIELDS.length];
    private final ProjectedValue metadataWithAddress;

    private EventProjection(Map<EventField, List<List<String>>> paths, boolean hasIdentity) {
        this.paths = paths;
        this.hasIdentity = hasIdentity;
        paths.forEach((field, inner) -> needed[field.ordinal()] = ProjectedValue.of(inner));
        needed[EventField.EVENT_ID.ordinal()] = hasIdentity || paths.containsKey(EventField.EVENT_ID)
                ? new ProjectedValue.Whole()
                : new ProjectedValue.Presence();
        ALWAYS.forEach(this::need);
        if (hasIdentity) {
            KEYS.forEach(this::need);
        }
        metadataWithAddress = hasIdentity ? withAddress() : needed[EventField.METADATA.ordinal()];
    }

    private void need(EventField field) {
        needed[field.ordinal()] = new ProjectedValue.Whole();
    }

    private ProjectedValue withAddress() {
        var address = new ArrayList<>(ADDRESS);
        address.addAll(paths.getOrDefault(EventField.METADATA, List.of()));
        return ProjectedValue.of(address);
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
            if (field != null && field != EventField.TIMESTAMP) {
                byField.computeIfAbsent(field, _ -> new ArrayList<>()).add(path.subList(1, path.size()));
            }
        }
        return new EventProjection(byField, true);
    }

    /**
     * The same, but for events of which nobody asks who they are: that there is an {@code event_id} is still looked at,
     * but it comes as an empty text, and the fields that the key goes by only when a path asks for them.
     */
    public EventProjection withoutIdentity() {
        return new EventProjection(paths, false);
    }

    /** A projection to as little of an event as there can be, which still refuses what no event can be read from. */
    public static EventProjection outline() {
        return of(List.of(List.of(EventField.RECEIVED_AT.jsonName()))).withoutIdentity();
    }

    /** A projection to all of an event. */
    public static EventProjection whole() {
        return of(Arrays.stream(FIELDS).map(field -> List.of(field.jsonName())).toList());
    }

    /** A reader for a thread that reads one event after the other. */
    public Reader reader() {
        return new Reader();
    }

    /** Reads events by this projection, one at a time; not thread-safe. */
    public final class Reader {

        private final PlainJson json = new PlainJson();
        private final Object[] values = new Object[FIELDS.length];

        private Reader() {}

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
        public Event read(byte[] bytes, long timestampMillis) {
            Arrays.fill(values, null);
            try {
                json.turnTo(bytes);
                readPlain();
            } catch (PlainJson.NotPlain _) {
                Arrays.fill(values, null);
                readWhole(JsonTree.read(bytes));
            }
            return event(timestampMillis);
        }

        private void readPlain() {
            int likely = 0;
            for (boolean hasField = json.beginObject(); hasField; hasField = json.hasNextField()) {
                int at = json.name(NAMES, likely);
                if (at == PlainNames.NONE) {
                    json.skip();
                    continue;
                }
                likely = at + 1;
                if (json.takeNull()) {
                    values[at] = null;
                } else {
                    readPlain(FIELDS[at]);
                }
            }
            json.end();
        }

        private void readPlain(EventField field) {
            if (field.isObject() ? !json.beginsWith('{') : field.isText() && !json.beginsWith('"')) {
                throw PlainJson.NotPlain.ONLY;
            }
            var part = part(field);
            if (part == null) {
                json.skip();
            } else {
                values[field.ordinal()] = part.read(json);
            }
        }

        private void readWhole(Object whole) {
            if (!(whole instanceof Map<?, ?> fields)) {
                throw new IllegalArgumentException("an event must be a JSON object");
            }
            for (var field : FIELDS) {
                var value = fields.get(field.jsonName());
                if (value == null) {
                    continue;
                }
                if (field.isObject() ? !(value instanceof Map) : field.isText() && !(value instanceof String)) {
                    throw new IllegalArgumentException(
                            field.jsonName() + " must be " + (field.isObject() ? "an object" : "a string"));
                }
                var part = part(field);
                if (part != null) {
                    values[field.ordinal()] = part.of(value);
                }
            }
        }

        /** What is read of a field; null for nothing. */
        private ProjectedValue part(EventField field) {
            return field == EventField.METADATA && hasIdentity && isKeyedByAddress()
                    ? metadataWithAddress
                    : needed[field.ordinal()];
        }

        private boolean isKeyedByAddress() {
            return text(EventField.USER_ID) == null && text(EventField.ANONYMOUS_ID) == null
                    && text(EventField.SESSION_ID) == null;
        }

        private Event event(long timestampMillis) {
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
