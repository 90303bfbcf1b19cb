package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;

/**
 * How many events a state has, and from when to when: what its parts are written relative to, since most parts have
 * seen all of the events and all of them have seen no others.
 *
 * @param count number of events
 * @param firstMillis time of the earliest; {@link #NONE} for its absence
 * @param lastMillis time of the latest
 */
record EventSpan(long count, long firstMillis, long lastMillis) {

    static final EventSpan NONE = new EventSpan(0, Long.MAX_VALUE, Long.MIN_VALUE);

    void writeTo(BinaryWriter out) {
        out.writeVarint(count);
        if (count > 0) {
            out.writeSignedVarint(firstMillis);
            out.writeSignedVarint(lastMillis - firstMillis);
        }
    }

    static EventSpan read(BinaryReader in) {
        var count = in.readVarint();
        if (count == 0) {
            return NONE;
        }
        var first = in.readSignedVarint();
        var last = first + in.readSignedVarint();
        if (last < first) {
            throw new IllegalArgumentException("events from " + first + " to " + last + " end before they begin");
        }
        return new EventSpan(count, first, last);
    }

    /** Writes how many of the events a part has seen: one byte when it was all of them. */
    void writeShare(BinaryWriter out, long seen) {
        out.writeVarint(count - seen);
    }

    /** Reads how many of the events a part has seen. */
    long readShare(BinaryReader in) {
        var missed = in.readVarint();
        if (missed > count) {
            throw new IllegalArgumentException("a part has missed " + missed + " of " + count + " events");
        }
        return count - missed;
    }
}
