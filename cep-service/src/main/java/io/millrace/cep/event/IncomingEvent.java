package io.millrace.cep.event;

import io.millrace.event.Event;
import io.millrace.event.EventProjection;
import io.millrace.event.JsonSyntaxException;
import io.millrace.expressions.pattern.PatternEvent;

/**
 * An event as it was read: its head and its bytes. The whole event is parsed when somebody asks for it first, and is then
 * shared by all patterns, until it is let go again. Of an event in open runs the packed form of its bytes is kept. Belongs
 * to one task.
 */
public final class IncomingEvent implements PatternMessage, PatternEvent {

    private static final ThreadLocal<EventProjection.Reader> OUTLINE = ThreadLocal.withInitial(
            EventProjection.outline()::reader);
    private static final ThreadLocal<EventProjection.Reader> WHOLE = ThreadLocal.withInitial(
            EventProjection.whole()::reader);
    /** Null while there is a packed form. */
    private byte[] json;
    /** Its form in stored runs, with its JSON packed; null before it was written or read. */
    private byte[] stored;
    private final long timestampMillis;
    private final String eventType;
    private final String tenantId;
    private final String userId;
    /** Whether the head could be read off the bytes. */
    private final boolean hasHead;
    private Event event;
    private ParsedEvents parsed;

    private IncomingEvent(byte[] json, long timestampMillis, String eventType, String tenantId, String userId,
            boolean hasHead) {
        this.json = json;
        this.timestampMillis = timestampMillis;
        this.eventType = eventType;
        this.tenantId = tenantId;
        this.userId = userId;
        this.hasHead = hasHead;
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
            return new IncomingEvent(json, timestampMillis, head.eventType(), head.tenantId(), head.userId(), true);
        }
        var event = WHOLE.get().read(json, timestampMillis);
        var incoming = new IncomingEvent(json, timestampMillis, event.eventType(), event.tenantId(), event.userId(),
                false);
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
        if (event == null) {
            OUTLINE.get().read(json(), timestampMillis);
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
            event = WHOLE.get().read(json(), timestampMillis);
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
        if (!hasHead) {
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
        return OUTLINE.get().read(json(), timestampMillis).receivedMillis();
    }

}
