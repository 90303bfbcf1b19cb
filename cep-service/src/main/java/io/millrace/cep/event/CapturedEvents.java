package io.millrace.cep.event;

import io.millrace.event.JsonSyntaxException;
import io.millrace.pattern.EventCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The form of captured events in stored runs: event time and JSON, as the event came in. It is made when an event is
 * written first, and then kept instead of the event's bytes: however often the runs that it is in are written, there is
 * nothing to do.
 *
 * <pre>
 * form (1): packed or plain | event time (8) | JSON
 * </pre>
 *
 * Belongs to one task.
 */
public final class CapturedEvents implements EventCodec<IncomingEvent> {

    private static final byte PACKED = 2;
    private static final byte PLAIN = 3;
    private static final int TIME_AT = 1;
    static final int JSON_AT = TIME_AT + Long.BYTES;

    private final ParsedEvents parsed;
    private final PackedJson packing = new PackedJson();

    /**
     * @param parsed
     *            notes the events that were read and then are parsed
     */
    public CapturedEvents(ParsedEvents parsed) {
        this.parsed = parsed;
    }

    @Override
    public byte[] write(IncomingEvent event) {
        if (event.stored() == null) {
            var packed = packing.pack(event.json(), JSON_AT);
            if (packed == null) {
                var plain = new byte[JSON_AT + event.json().length];
                System.arraycopy(event.json(), 0, plain, JSON_AT, event.json().length);
                return headed(plain, PLAIN, event.timestampMillis());
            }
            event.keepStored(headed(packed, PACKED, event.timestampMillis()));
        }
        return event.stored();
    }

    /**
     * @throws IllegalArgumentException
     *             when the bytes are no event in this form
     */
    @Override
    public IncomingEvent read(byte[] stored) {
        if (stored.length < JSON_AT || stored[0] != PACKED && stored[0] != PLAIN) {
            throw new IllegalArgumentException("not a captured event, or one of another version");
        }
        var json = stored[0] == PACKED
                ? packing.unpack(stored, JSON_AT)
                : Arrays.copyOfRange(stored, JSON_AT, stored.length);
        try {
            var event = IncomingEvent.of(json, ByteBuffer.wrap(stored).getLong(TIME_AT));
            event.requireReadable();
            event.notedIn(parsed);
            if (stored[0] == PACKED) {
                event.keepStored(stored);
            }
            return event;
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException("the JSON of a captured event can't be read: " + e.getMessage(), e);
        }
    }

    private static byte[] headed(byte[] form, byte kind, long timestampMillis) {
        ByteBuffer.wrap(form).put(kind).putLong(timestampMillis);
        return form;
    }

}
