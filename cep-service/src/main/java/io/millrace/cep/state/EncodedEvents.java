package io.millrace.cep.state;

import io.millrace.event.Event;
import io.millrace.pattern.EventCodec;
import java.util.Arrays;

/**
 * Writes captured events, and takes the stored form of those that were written the last time from there: an event is
 * encoded once, however often the runs that it is in are written. Belongs to one task.
 */
final class EncodedEvents implements EventCodec<Event> {

    /** So many events may have gone between two that are still there; beyond that they are encoded anew. */
    private static final int WINDOW = 64;
    private static final Written NOTHING = new Written(new Event[0], new byte[0][]);

    /** Events and their stored forms, in the order in which they were written. */
    record Written(Event[] events, byte[][] forms) {}

    private final EventCodec<Event> codec;
    private Written before = NOTHING;
    private int next;
    private Event[] events = new Event[64];
    private byte[][] forms = new byte[64][];
    private int size;

    EncodedEvents(EventCodec<Event> codec) {
        this.codec = codec;
    }

    /** Turns to the next runs, with what was written of them the last time; null for nothing. */
    void turnTo(Written lastTime) {
        before = lastTime == null ? NOTHING : lastTime;
        next = 0;
        size = 0;
    }

    /** What was written since the last turn. */
    Written written() {
        return new Written(Arrays.copyOf(events, size), Arrays.copyOf(forms, size));
    }

    @Override
    public byte[] write(Event event) {
        var form = known(event);
        if (form == null) {
            form = codec.write(event);
        }
        if (size == events.length) {
            events = Arrays.copyOf(events, size * 2);
            forms = Arrays.copyOf(forms, size * 2);
        }
        events[size] = event;
        forms[size++] = form;
        return form;
    }

    @Override
    public Event read(byte[] stored) {
        return codec.read(stored);
    }

    private byte[] known(Event event) {
        int end = Math.min(before.events.length, next + WINDOW);
        for (int i = next; i < end; i++) {
            if (before.events[i] == event) {
                next = i + 1;
                return before.forms[i];
            }
        }
        return null;
    }

}
