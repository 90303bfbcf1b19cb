package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;

/** The value of the earliest event that has one; of several at one time the smallest. */
final class FirstPart extends TimedValuePart {

    @Override
    PartKind kind() {
        return PartKind.FIRST;
    }

    @Override
    boolean supersedes(long timestampMillis, double value, long chosenMillis, double chosen) {
        return timestampMillis < chosenMillis || timestampMillis == chosenMillis && value < chosen;
    }

    @Override
    long edgeMillis(EventSpan events) {
        return events.firstMillis();
    }

    @Override
    FirstPart copy() {
        var copy = new FirstPart();
        copy.merge(this);
        return copy;
    }

    static FirstPart read(BinaryReader in, EventSpan events) {
        var part = new FirstPart();
        part.readContent(in, events);
        return part;
    }
}
