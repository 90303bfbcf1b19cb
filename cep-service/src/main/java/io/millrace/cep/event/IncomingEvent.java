package io.millrace.cep.event;

import io.millrace.event.Event;
import io.millrace.event.EventField;
import io.millrace.event.EventProjection;
import io.millrace.event.JsonSyntaxException;
import io.millrace.expressions.pattern.PatternEvent;
import java.util.Arrays;
import java.util.List;

/**
 * An event as it was read: its head and its bytes. The whole event is parsed when somebody asks for it first, and is then
 * shared by all patterns, until it is let go again. Of an event in open runs the packed form of its bytes is kept. Belongs
 * to one task.
 */
public final class IncomingEvent implements PatternMessage, PatternEvent {

    private static final EventProjection WHOLE = EventProjection.of(
            Arrays.stream(EventField.values()).map(field -> List.of(field.jsonName())).toList());
    private static final EventProjection RECEIPT = EventProjection.of(
            List.of(List.of(EventField.RECEIVED_AT.jsonName())));
    /** Stands for the end of a head that could not be read off the bytes. */
    private static final int NO_HEAD = -1;

    /** Null while there is a packed form. */
    private byte[] json;
    /** Its form in stored runs, with its JSON packed; null before it was written or read. */
    private byte[] stored;
    private final long timestampMillis;
    private final String eventType;
    private final String tenantId;
    private final String userId;
    private final int headEnd;
    private Event event;
    private ParsedEvents parsed;

    private IncomingEvent(byte[] json, long timestampMillis, String eventType, String tenantId, String userId,
            int headEnd) {
        this.json = json;
        this.timestampMillis = timestampMillis;
        this.eventType = eventType;
        this.tenantId = tenantId;
        this.userId = userId;
        this.headEnd = headEnd;
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
            return new IncomingEvent(json, timestampMillis, head.eventType(), head.tenantId(), head.userId(),
                    head.end());
        }
        var event = WHOLE.read(json, timestampMillis);
        var incoming = new IncomingEvent(json, timestampMillis, event.eventType(), event.tenantId(), event.userId(),
                NO_HEAD);
        incoming.event = event;
        return incoming;
    }

    /**
     * Makes sure that the whole event can be read when somebody asks for it.
     *
     * @throws JsonSyntaxException
     *             when its bytes are not JSON
     * @throws IllegalArgumentException
     *             when they are JSON but not a normalised event
     */
    public void requireReadable() {
        if (event == null && !new EventScan(json(), headEnd).isReadable()) {
            event();
        }
    }

    /**
     * The whole event.
     *
     * @throws JsonSyntaxException
     *             when its bytes are not JSON
     * @throws IllegalArgumentException
     *             when they are JSON but not a normalised event
     */
    @Override
    public Event event() {
        if (event == null) {
            event = WHOLE.read(json(), timestampMillis);
            if (parsed != null) {
                parsed.note(this);
            }
        }
        return event;
    }

    /** Keeps the bytes only. */
    public void forgetParsed() {
        event = null;
    }

    /** Tells by whom the parsed event will be let go, from now on. */
    public void notedIn(ParsedEvents events) {
        if (parsed == null) {
            parsed = events;
            if (event != null) {
                events.note(this);
            }
        }
    }

    /** The event's JSON; not to be changed. */
    public byte[] json() {
        return json != null ? json : new PackedJson().unpack(stored, CapturedEvents.JSON_AT);
    }

    /** Its form in stored runs; null when it was not packed yet. */
    byte[] stored() {
        return stored;
    }

    /** Keeps the packed form, instead of the JSON. */
    void keepStored(byte[] packed) {
        stored = packed;
        json = null;
    }

    /** Event time. */
    @Override
    public long timestampMillis() {
        return timestampMillis;
    }

    @Override
    public String eventId() {
        if (headEnd == NO_HEAD) {
            return event().eventId();
        }
        return json != null ? EventHead.eventId(json) : PackedJson.eventId(stored, CapturedEvents.JSON_AT);
    }

    @Override
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

    /**
     * {@link Event#receivedMillis}, read anew: nothing of the event changes.
     *
     * @throws JsonSyntaxException
     *             when its bytes are not JSON
     * @throws IllegalArgumentException
     *             when they are JSON but not a normalised event
     */
    public long readReceivedMillis() {
        return RECEIPT.read(json(), timestampMillis).receivedMillis();
    }

}
