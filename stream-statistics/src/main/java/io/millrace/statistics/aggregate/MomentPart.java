package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.OptionalDouble;

/**
 * Number, sum and sum of squares of the values; for {@code variance} and {@code stddev}.
 *
 * <p>Error: the two sums are compensated and subtracted with about 106 bits, so that nothing cancels that would show
 * in the result, up to means of a billion standard deviations. Unlike with running means, order and grouping of merges
 * do not show either.
 * <p>Undefined for fewer than two values and where a square leaves the range of a double (magnitudes from about
 * 10^154).
 */
final class MomentPart extends ValuePart {

    private static final int FOOTPRINT = 88;

    /** What rounding leaves of the sum of squares when all values are equal, for one value. */
    private static final double ROUNDING = 0x1p-102;

    private final CompensatedSum sum;
    private final CompensatedSum squares;
    private long values;

    MomentPart() {
        this(0, new CompensatedSum(), new CompensatedSum());
    }

    private MomentPart(long values, CompensatedSum sum, CompensatedSum squares) {
        this.values = values;
        this.sum = sum;
        this.squares = squares;
    }

    @Override
    PartKind kind() {
        return PartKind.MOMENT;
    }

    @Override
    void add(long timestampMillis, double value) {
        values++;
        sum.add(value);
        squares.addSquare(value);
    }

    @Override
    void merge(Part other) {
        var added = (MomentPart) other;
        values += added.values;
        sum.merge(added.sum);
        squares.merge(added.squares);
    }

    OptionalDouble variance() {
        return values < 2 ? OptionalDouble.empty() : Defined.ifFinite(squaredDeviations() / (values - 1));
    }

    OptionalDouble standardDeviation() {
        return values < 2 ? OptionalDouble.empty() : Defined.ifFinite(Math.sqrt(squaredDeviations() / (values - 1)));
    }

    private double squaredDeviations() {
        var total = sum.exactValue();
        var ofSquares = squares.exactValue();
        var deviations = ofSquares.minus(total.times(total.dividedBy(values))).high();
        return deviations <= ofSquares.high() * ROUNDING * values ? 0 : deviations;
    }

    @Override
    MomentPart copy() {
        return new MomentPart(values, sum.copy(), squares.copy());
    }

    @Override
    void writeTo(BinaryWriter out, EventSpan events) {
        events.writeShare(out, values);
        if (values > 0) {
            sum.writeTo(out);
            squares.writeTo(out);
        }
    }

    static MomentPart read(BinaryReader in, EventSpan events) {
        var values = events.readShare(in);
        return values > 0
                ? new MomentPart(values, CompensatedSum.read(in), CompensatedSum.read(in))
                : new MomentPart();
    }

    @Override
    int footprintBytes() {
        return FOOTPRINT;
    }
}
