package io.millrace.promql;

/**
 * A value at a time.
 *
 * @param timestampMillis milliseconds since the epoch; for a window, its end
 * @param value the value; NaN and infinities are values too
 */
public record Sample(long timestampMillis, double value) {

    /** The NaN by which Prometheus marks that a series has ended; told from any other NaN by its bits. */
    private static final long STALE_BITS = 0x7ff0000000000002L;

    /** The mark that the series has no value from that time on. */
    public static Sample stale(long timestampMillis) {
        return new Sample(timestampMillis, Double.longBitsToDouble(STALE_BITS));
    }

    /** Whether this is the mark that the series has ended, and no value. */
    public boolean isStale() {
        return Double.doubleToRawLongBits(value) == STALE_BITS;
    }
}
