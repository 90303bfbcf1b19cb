package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.OptionalDouble;

/** The smallest and the largest value. */
final class ExtremesPart extends ValuePart {

    private static final int FOOTPRINT = 32;
    private static final int NO_VALUES = 0;
    private static final int VALUES = 1;

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    @Override
    PartKind kind() {
        return PartKind.EXTREMES;
    }

    @Override
    void add(long timestampMillis, double value) {
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
        }
    }

    @Override
    void merge(Part other) {
        var added = (ExtremesPart) other;
        min = Math.min(min, added.min);
        max = Math.max(max, added.max);
    }

    OptionalDouble min() {
        return Defined.ifFinite(min);
    }

    OptionalDouble max() {
        return Defined.ifFinite(max);
    }

    @Override
    ExtremesPart copy() {
        var copy = new ExtremesPart();
        copy.merge(this);
        return copy;
    }

    @Override
    void writeTo(BinaryWriter out, EventSpan events) {
        if (min > max) {
            out.writeByte(NO_VALUES);
        } else {
            out.writeByte(VALUES);
            out.writeCompactDouble(min);
            out.writeCompactDouble(max);
        }
    }

    static ExtremesPart read(BinaryReader in, EventSpan events) {
        var extremes = new ExtremesPart();
        if (in.readVarint("presence of extremes", VALUES) == VALUES) {
            extremes.min = in.readCompactDouble();
            extremes.max = in.readCompactDouble();
            if (events.count() == 0 || !(extremes.min <= extremes.max)) {
                throw new IllegalArgumentException("%d events can't have values from %s to %s".formatted(
                        events.count(), extremes.min, extremes.max));
            }
        }
        return extremes;
    }

    @Override
    int footprintBytes() {
        return FOOTPRINT;
    }
}
