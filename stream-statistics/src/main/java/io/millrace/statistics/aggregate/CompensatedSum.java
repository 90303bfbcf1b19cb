package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;

/**
 * A running sum of doubles that keeps what rounding takes away, in two numbers.
 *
 * <p>Error: about one unit in the last place of the result for any order of addition, as long as the condition number
 * (sum of magnitudes over magnitude of the sum) stays below 2^53; a plain sum loses up to a unit per addition. The two
 * numbers together have about 104 bits.
 * {@link #merge} equals adding every value to one instance, up to that error, and gives the same bits whichever of the
 * two is merged into the other.
 * <p>Undefined: once the sum has left the range of a double it stays infinite or NaN.
 * <p>Not thread-safe.
 * <p>Source: Neumaier, ZAMM 54, 1974 ("improved Kahan-Babuška"), brought into normal form after each step as in
 * Dekker, Numerische Mathematik 18, 1971; exact error of one addition: Knuth, TAOCP 2, 4.2.2.
 */
final class CompensatedSum {

    private double sum;
    private double compensation;

    CompensatedSum() {
        this(0, 0);
    }

    private CompensatedSum(double sum, double compensation) {
        this.sum = sum;
        this.compensation = compensation;
    }

    void add(double value) {
        merge(value, 0);
    }

    /** Adds the square of a value, all of its digits. */
    void addSquare(double value) {
        var square = value * value;
        merge(square, Math.fma(value, value, -square));
    }

    void merge(CompensatedSum other) {
        merge(other.sum, other.compensation);
    }

    private void merge(double otherSum, double otherCompensation) {
        var total = sum + otherSum;
        if (Double.isFinite(total)) {
            var rest = compensation + otherCompensation + lost(total, sum, otherSum);
            sum = total + rest;
            compensation = lost(sum, total, rest);
        } else {
            sum = total;
            compensation = 0;
        }
    }

    /** What the rounding of {@code total = a + b} took away; exact. */
    private static double lost(double total, double a, double b) {
        return Math.abs(a) >= Math.abs(b) ? a - total + b : b - total + a;
    }

    double value() {
        return sum + compensation;
    }

    /** The value with the digits that one double can't hold. */
    DoubleDouble exactValue() {
        return DoubleDouble.sum(sum, compensation);
    }

    CompensatedSum copy() {
        return new CompensatedSum(sum, compensation);
    }

    void writeTo(BinaryWriter out) {
        out.writeCompactDouble(sum);
        out.writeCompactDouble(compensation);
    }

    static CompensatedSum read(BinaryReader in) {
        return new CompensatedSum(in.readCompactDouble(), in.readCompactDouble());
    }
}
