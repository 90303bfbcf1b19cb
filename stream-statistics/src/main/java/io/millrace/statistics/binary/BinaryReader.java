package io.millrace.statistics.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what a {@link BinaryWriter} wrote, in the same order.
 *
 * <p>Bytes may come from a damaged disk or from a stranger: whatever they are, the only exception is
 * {@link IllegalArgumentException}, and no length in them is believed beyond what is there.
 * <p>Not thread-safe. The array is not copied and must not change meanwhile.
 */
public final class BinaryReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LAST_SHIFT = 56;

    private final byte[] bytes;
    private int position;

    /** A reader at the first of the bytes. */
    public BinaryReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next byte, 0 to 255. */
    public int readByte() {
        require(1);
        return bytes[position++] & 0xff;
    }

    /** What {@link BinaryWriter#writeVarint} wrote; never negative. */
    public long readVarint() {
        var start = position;
        var value = readBits();
        if (value < 0) {
            throw new IllegalArgumentException("varint at byte " + start + " has more than 63 bits");
        }
        return value;
    }

    /**
     * A varint that counts or measures what follows.
     *
     * @throws IllegalArgumentException when it is more than the limit; the message says what it was to be
     */
    public int readVarint(String what, int limit) {
        var start = position;
        var value = readVarint();
        if (value > limit) {
            throw new IllegalArgumentException(
                    "%s at byte %d is %d, expected at most %d".formatted(what, start, value, limit));
        }
        return (int) value;
    }

    /** What {@link BinaryWriter#writeSignedVarint} wrote. */
    public long readSignedVarint() {
        var value = readBits();
        return value >>> 1 ^ -(value & 1);
    }

    private long readBits() {
        var value = 0L;
        for (var shift = 0; shift < LAST_SHIFT; shift += 7) {
            var part = readByte();
            value |= (part & 0x7fL) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        return value | (long) readByte() << LAST_SHIFT;
    }

    /** What {@link BinaryWriter#writeLong} wrote. */
    public long readLong() {
        require(Long.BYTES);
        var value = (long) LONGS.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    /** What {@link BinaryWriter#writeDouble} wrote, bit for bit. */
    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    /** What {@link BinaryWriter#writeCompactDouble} wrote, bit for bit. */
    public double readCompactDouble() {
        return Double.longBitsToDouble(Long.reverse(readBits()));
    }

    /** What {@link BinaryWriter#writeText} wrote. */
    public String readText() {
        var start = position;
        var head = readVarint();
        if (head / 2 > remaining()) {
            throw new IllegalArgumentException("cut short: text of length %d at byte %d of %d".formatted(head / 2,
                    start, bytes.length));
        }
        return (head & 1) == 0 ? readUtf8((int) (head / 2)) : readChars((int) (head / 2));
    }

    private String readUtf8(int length) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, position, length)).toString();
            position += length;
            return text;
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("text at byte " + position + " is no UTF-8", malformed);
        }
    }

    private String readChars(int length) {
        var chars = new char[length];
        for (var i = 0; i < length; i++) {
            chars[i] = (char) (readByte() << Byte.SIZE | readByte());
        }
        return new String(chars);
    }

    /** The next bytes as they are, in an array of their own. */
    public byte[] readBytes(int length) {
        require(length);
        var read = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return read;
    }

    private void require(int length) {
        if (length < 0 || bytes.length - position < length) {
            throw new IllegalArgumentException(
                    "cut short: %d more bytes needed at byte %d of %d".formatted(length, position, bytes.length));
        }
    }

    /** Whether there is anything left to read. */
    public boolean hasRemaining() {
        return position < bytes.length;
    }

    /** How many bytes are left to read. */
    public int remaining() {
        return bytes.length - position;
    }
}
