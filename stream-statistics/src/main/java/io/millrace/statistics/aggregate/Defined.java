package io.millrace.statistics.aggregate;

import java.util.OptionalDouble;

/** Results that may be undefined. */
final class Defined {

    private Defined() {}

    /** The number, or empty when it is NaN or infinite. */
    static OptionalDouble ifFinite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
