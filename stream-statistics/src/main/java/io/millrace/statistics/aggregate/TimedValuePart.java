package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.OptionalDouble;

/** The value of one event, chosen by event time. */
abstract sealed class TimedValuePart extends ValuePart permits FirstPart, LastPart {

    private static final int FOOTPRINT = 40;
    private static final int NO_VALUE = 0;
    private static final int VALUE = 1;

    private boolean present;
    private long millis;
    private double value;

    /** Whether an event is to take the place of the one chosen so far. */
    abstract boolean supersedes(long timestampMillis, double value, long chosenMillis, double chosen);

    @Override
    final void add(long timestampMillis, double added) {
        if (!present || supersedes(timestampMillis, added, millis, value)) {
            present = true;
            millis = timestampMillis;
            value = added;
        }
    }

    @Override
    final void merge(Part other) {
        var added = (TimedValuePart) other;
        if (added.present) {
            add(added.millis, added.value);
        }
    }

    final OptionalDouble value() {
        return present ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    @Override
    final void writeTo(BinaryWriter out, EventSpan events) {
        out.writeByte(present ? VALUE : NO_VALUE);
        if (present) {
            out.writeSignedVarint(millis - edgeMillis(events));
            out.writeCompactDouble(value);
        }
    }

    /** Where the event that is chosen will most often be. */
    abstract long edgeMillis(EventSpan events);

    /** Reads the content of a part that is still empty. */
    final void readContent(BinaryReader in, EventSpan events) {
        if (in.readVarint("presence of a value", VALUE) == VALUE) {
            present = true;
            millis = edgeMillis(events) + in.readSignedVarint();
            value = in.readCompactDouble();
            if (millis < events.firstMillis() || millis > events.lastMillis() || !Double.isFinite(value)) {
                throw new IllegalArgumentException("value %s at %d is not of the events from %d to %d".formatted(value,
                        millis, events.firstMillis(), events.lastMillis()));
            }
        }
    }

    @Override
    final int footprintBytes() {
        return FOOTPRINT;
    }
}
