package io.millrace.cep.event;

import io.millrace.event.Event;
import io.millrace.event.EventField;
import io.millrace.event.EventProjection;
import io.millrace.event.JsonSyntaxException;
import java.util.Arrays;
import java.util.List;

/**
 * An event as it was read: its head and its bytes. The whole event is parsed when somebody asks for it first, and is then
 * shared by all patterns. Belongs to one task, except for its bytes and its head.
 */
public final class IncomingEvent implements PatternMessage {

    private static final EventProjection WHOLE = EventProjection.of(
            Arrays.stream(EventField.values()).map(field -> List.of(field.jsonName())).toList());

    private final byte[] json;
    private final long timestampMillis;
    private final String eventType;
    private final String tenantId;
    private final String userId;
    private Event event;

    private IncomingEvent(byte[] json, long timestampMillis, String eventType, String tenantId, String userId) {
        this.json = json;
        this.timestampMillis = timestampMillis;
        this.eventType = eventType;
        this.tenantId = tenantId;
        this.userId = userId;
    }

    /**
     * Reads the head of an event.
     *
     * @param json
     *            not to be changed any more
     * @param timestampMillis
     *            event time
     * @throws JsonSyntaxException
     *             when the bytes are not JSON, as far as they are looked at
     * @throws IllegalArgumentException
     *             when they are JSON but not a normalised event, as far as they are looked at
     */
    public static IncomingEvent of(byte[] json, long timestampMillis) {
        if (json == null) {
            throw new IllegalArgumentException("an event must be a JSON object");
        }
        var head = EventHead.of(json);
        if (head != null) {
            return new IncomingEvent(json, timestampMillis, head.eventType(), head.tenantId(), head.userId());
        }
        var event = WHOLE.read(json, timestampMillis);
        var incoming = new IncomingEvent(json, timestampMillis, event.eventType(), event.tenantId(), event.userId());
        incoming.event = event;
        return incoming;
    }

    /**
     * The whole event.
     *
     * @throws JsonSyntaxException
     *             when its bytes are not JSON
     * @throws IllegalArgumentException
     *             when they are JSON but not a normalised event
     */
    public Event event() {
        if (event == null) {
            event = WHOLE.read(json, timestampMillis);
        }
        return event;
    }

    /** Keeps the bytes only: for events that have to wait. */
    public void forgetParsed() {
        event = null;
    }

    /** The event's JSON; not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Event time. */
    public long timestampMillis() {
        return timestampMillis;
    }

    public String eventType() {
        return eventType;
    }

    public String tenantId() {
        return tenantId;
    }

    /** The known user, or null. */
    public String userId() {
        return userId;
    }

}
