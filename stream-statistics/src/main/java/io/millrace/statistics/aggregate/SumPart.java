package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.OptionalDouble;

/** The sum and the number of the values; for {@code sum} and {@code avg}. */
final class SumPart extends ValuePart {

    private static final int FOOTPRINT = 56;

    private final CompensatedSum sum;
    private long values;

    SumPart() {
        this(0, new CompensatedSum());
    }

    private SumPart(long values, CompensatedSum sum) {
        this.values = values;
        this.sum = sum;
    }

    @Override
    PartKind kind() {
        return PartKind.SUM;
    }

    @Override
    void add(long timestampMillis, double value) {
        values++;
        sum.add(value);
    }

    @Override
    void merge(Part other) {
        var added = (SumPart) other;
        values += added.values;
        sum.merge(added.sum);
    }

    OptionalDouble sum() {
        return values > 0 ? Defined.ifFinite(sum.value()) : OptionalDouble.empty();
    }

    OptionalDouble average() {
        return Defined.ifFinite(sum.value() / values);
    }

    @Override
    SumPart copy() {
        return new SumPart(values, sum.copy());
    }

    @Override
    void writeTo(BinaryWriter out, EventSpan events) {
        events.writeShare(out, values);
        if (values > 0) {
            sum.writeTo(out);
        }
    }

    static SumPart read(BinaryReader in, EventSpan events) {
        var values = events.readShare(in);
        return values > 0 ? new SumPart(values, CompensatedSum.read(in)) : new SumPart();
    }

    @Override
    int footprintBytes() {
        return FOOTPRINT;
    }
}
