package io.millrace.statistics.aggregate;

/**
 * A number in two doubles, with about 106 significant bits: what differences of large and nearly equal numbers need.
 *
 * <p>Undefined: NaN once a step leaves the range of a double.
 * <p>Source: Dekker, Numerische Mathematik 18, 1971; Knuth, TAOCP 2, 4.2.2.
 *
 * @param high the nearest double
 * @param low the rest
 */
record DoubleDouble(double high, double low) {

    /** The exact sum of two doubles. */
    static DoubleDouble sum(double a, double b) {
        var high = a + b;
        var bShare = high - a;
        return new DoubleDouble(high, a - (high - bShare) + (b - bShare));
    }

    DoubleDouble minus(DoubleDouble other) {
        var difference = sum(high, -other.high);
        return sum(difference.high, difference.low + (low - other.low));
    }

    DoubleDouble times(DoubleDouble other) {
        var product = high * other.high;
        return sum(product, Math.fma(high, other.high, -product) + (high * other.low + low * other.high));
    }

    DoubleDouble dividedBy(double divisor) {
        var quotient = high / divisor;
        return sum(quotient, (Math.fma(-quotient, divisor, high) + low) / divisor);
    }
}
