package io.millrace.benchmarks.windows.run;

import java.nio.ByteBuffer;

/**
 * A window of a series as the applications that choose their own output form write it.
 *
 * @param start
 *            milliseconds since 1970
 * @param more
 *            further aggregates
 */
public record WindowTotal(long start, long count, double sum, double... more) {

    private static final int FIXED_BYTES = 3 * Long.BYTES;

    public byte[] toBytes() {
        var buffer = ByteBuffer.allocate(FIXED_BYTES + more.length * Double.BYTES).putLong(start).putLong(
                count).putDouble(sum);
        for (double value : more) {
            buffer.putDouble(value);
        }
        return buffer.array();
    }

    /** Reads what {@link #toBytes} wrote, without the further aggregates. */
    public static WindowTotal ofBytes(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new WindowTotal(buffer.getLong(), buffer.getLong(), buffer.getDouble());
    }

}
