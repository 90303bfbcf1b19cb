package io.millrace.ingest.profile;

import io.millrace.event.Event;
import java.util.Comparator;

/**
 * When something was said of a user. Of two statements about a field that with the greater stamp counts, whichever comes
 * first: so disorder and replay lead to the same profile.
 *
 * @param time
 *            event time, or that of a record of {@code profiles}, in milliseconds since 1970
 * @param order
 *            which of two at the same time is later: the beginning of the event's id, or the place of the record
 */
record Stamp(long time, String order) implements Comparable<Stamp> {

    /** A UUID fits; those of version 7, which the door gives, grow with time within a millisecond too. */
    private static final int MAX_ORDER = 40;
    private static final Comparator<Stamp> BY_TIME = Comparator.comparingLong(Stamp::time).thenComparing(Stamp::order);

    static Stamp of(Event event) {
        var id = event.eventId();
        return new Stamp(event.timestampMillis(), id.length() <= MAX_ORDER ? id : id.substring(0, MAX_ORDER));
    }

    /** The stamp of a record of {@code profiles}; it stands above the ids of events that begin with a letter or digit. */
    static Stamp ofRecord(long time, long offset) {
        return new Stamp(time, "~%019d".formatted(offset));
    }

    @Override
    public int compareTo(Stamp other) {
        return BY_TIME.compare(this, other);
    }

}
