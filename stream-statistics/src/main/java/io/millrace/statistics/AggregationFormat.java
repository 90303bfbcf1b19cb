package io.millrace.statistics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The stored form of an {@link Aggregation}: at most 52 bytes, 3 for a count below 128.
 *
 * <pre>
 * version    1 byte, 1
 * flags      1 byte: bit 0 has values, bit 1 has a compensation
 * events     varint (7 bits a byte, lowest first, top bit set on all but the last)
 * values     varint                                   )
 * sum        double                                   ) with values only
 * min, max   doubles                                  )
 * lost       double, the compensation of the sum      ) with a compensation only
 * </pre>
 *
 * A reader must go on reading the versions before its own.
 */
final class AggregationFormat {

    private static final byte VERSION = 1;
    private static final int HAS_VALUES = 1;
    private static final int HAS_COMPENSATION = 2;
    private static final int MAX_LENGTH = 2 + 2 * 9 + 4 * Double.BYTES;

    private AggregationFormat() {}

    static byte[] write(Aggregation aggregation) {
        var sum = aggregation.sum();
        var flags = (aggregation.values() > 0 ? HAS_VALUES : 0) | (sum.compensation() != 0 ? HAS_COMPENSATION : 0);
        var buffer = ByteBuffer.allocate(MAX_LENGTH).put(VERSION).put((byte) flags);
        putVarint(buffer, aggregation.count());
        if ((flags & HAS_VALUES) != 0) {
            putVarint(buffer, aggregation.values());
            buffer.putDouble(sum.sum()).putDouble(aggregation.min()).putDouble(aggregation.max());
        }
        if ((flags & HAS_COMPENSATION) != 0) {
            buffer.putDouble(sum.compensation());
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    static Aggregation read(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        try {
            requireKnownVersion(buffer.get());
            var aggregation = readBody(buffer);
            if (buffer.hasRemaining()) {
                throw new IllegalArgumentException(
                        "aggregation of " + bytes.length + " bytes has " + buffer.remaining() + " too many");
            }
            return aggregation;
        } catch (BufferUnderflowException cutShort) {
            throw new IllegalArgumentException("aggregation of " + bytes.length + " bytes is cut short", cutShort);
        }
    }

    private static void requireKnownVersion(byte version) {
        if (version != VERSION) {
            throw new IllegalArgumentException("aggregation has version " + version + ", known is " + VERSION);
        }
    }

    private static Aggregation readBody(ByteBuffer buffer) {
        var flags = buffer.get();
        if ((flags & ~(HAS_VALUES | HAS_COMPENSATION)) != 0) {
            throw new IllegalArgumentException("aggregation has unknown flags " + flags);
        }
        var events = getVarint(buffer);
        if ((flags & HAS_VALUES) == 0) {
            var empty = new Aggregation();
            return new Aggregation(events, 0, new CompensatedSum(), empty.min(), empty.max());
        }
        var values = getVarint(buffer);
        if (values < 1 || values > events) {
            throw new IllegalArgumentException("aggregation has " + values + " values of " + events + " events");
        }
        var sum = buffer.getDouble();
        var min = buffer.getDouble();
        var max = buffer.getDouble();
        var compensation = (flags & HAS_COMPENSATION) != 0 ? buffer.getDouble() : 0;
        return new Aggregation(events, values, new CompensatedSum(sum, compensation), min, max);
    }

    private static void putVarint(ByteBuffer buffer, long value) {
        var rest = value;
        while (rest > 0x7f) {
            buffer.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    private static long getVarint(ByteBuffer buffer) {
        var value = 0L;
        for (var shift = 0; shift < 63; shift += 7) {
            var part = buffer.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("aggregation has a count longer than 63 bits");
    }
}
