package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;

/** The value of the latest event that has one; of several at one time the largest. */
final class LastPart extends TimedValuePart {

    @Override
    PartKind kind() {
        return PartKind.LAST;
    }

    @Override
    boolean supersedes(long timestampMillis, double value, long chosenMillis, double chosen) {
        return timestampMillis > chosenMillis || timestampMillis == chosenMillis && value > chosen;
    }

    @Override
    long edgeMillis(EventSpan events) {
        return events.lastMillis();
    }

    @Override
    LastPart copy() {
        var copy = new LastPart();
        copy.merge(this);
        return copy;
    }

    static LastPart read(BinaryReader in, EventSpan events) {
        var part = new LastPart();
        part.readContent(in, events);
        return part;
    }
}
