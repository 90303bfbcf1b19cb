package io.millrace.cep.event;

import io.millrace.event.JsonSyntaxException;
import io.millrace.pattern.EventCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The form of captured events in stored runs: event time and JSON, as the event came in.
 *
 * <pre>
 * version (1) | event time (8) | JSON
 * </pre>
 *
 * Belongs to one task.
 */
public final class CapturedEvents implements EventCodec<IncomingEvent> {

    private static final byte VERSION = 2;
    private static final int TIME_AT = 1;
    private static final int JSON_AT = TIME_AT + Long.BYTES;

    private final ParsedEvents parsed;

    /**
     * @param parsed
     *            notes the events that were read and then are parsed
     */
    public CapturedEvents(ParsedEvents parsed) {
        this.parsed = parsed;
    }

    @Override
    public byte[] write(IncomingEvent event) {
        return ByteBuffer.allocate(JSON_AT + event.json().length).put(VERSION).putLong(event.timestampMillis()).put(
                event.json()).array();
    }

    /**
     * @throws IllegalArgumentException
     *             when the bytes are no event in this form
     */
    @Override
    public IncomingEvent read(byte[] stored) {
        if (stored.length < JSON_AT || stored[0] != VERSION) {
            throw new IllegalArgumentException("not a captured event of version " + VERSION);
        }
        try {
            var event = IncomingEvent.of(Arrays.copyOfRange(stored, JSON_AT, stored.length),
                    ByteBuffer.wrap(stored).getLong(TIME_AT));
            event.requireReadable();
            event.notedIn(parsed);
            return event;
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException("the JSON of a captured event can't be read: " + e.getMessage(), e);
        }
    }

}
