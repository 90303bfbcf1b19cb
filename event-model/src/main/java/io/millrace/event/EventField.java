package io.millrace.event;

import java.util.Map;
import java.util.function.Function;

/** The fields of an event, in the order of its JSON. Expressions see them by the same names. */
public enum EventField {

    EVENT_ID("event_id", Event::eventId), EVENT_TYPE("event_type", Event::eventType),
    TENANT_ID("tenant_id", Event::tenantId), USER_ID("user_id", Event::userId),
    ANONYMOUS_ID("anonymous_id", Event::anonymousId), SESSION_ID("session_id", Event::sessionId),
    TIMESTAMP("timestamp", Event::timestamp), RECEIVED_AT("received_at", Event::receivedAt),
    SOURCE("source", Event::source), SEGMENT("segment", Event::segment), DATA("data", Event::data),
    TAGS("tags", Event::tags), METADATA("metadata", Event::metadata), CONTEXT("context", Event::context);

    private static final Map<String, EventField> BY_NAME = java.util.Arrays.stream(values()).collect(
            java.util.stream.Collectors.toUnmodifiableMap(EventField::jsonName, Function.identity()));

    private final String jsonName;
    private final Function<Event, Object> getter;

    EventField(String jsonName, Function<Event, Object> getter) {
        this.jsonName = jsonName;
        this.getter = getter;
    }

    /** The field's name in JSON and expressions. */
    public String jsonName() {
        return jsonName;
    }

    /** The field's value in {@code event}, or null when absent. */
    public Object of(Event event) {
        return getter.apply(event);
    }

    /** Whether the field holds a JSON object. */
    public boolean isObject() {
        return ordinal() >= DATA.ordinal();
    }

    /** Whether the field holds a text other than that of a time. */
    public boolean isText() {
        return !isObject() && this != TIMESTAMP && this != RECEIVED_AT;
    }

    /** The field of that JSON name, or null. */
    public static EventField named(String jsonName) {
        return BY_NAME.get(jsonName);
    }

}
