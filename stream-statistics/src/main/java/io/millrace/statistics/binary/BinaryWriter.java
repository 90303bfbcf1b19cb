package io.millrace.statistics.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes values one after the other into bytes that grow as needed; {@link BinaryReader} reads them in the same order.
 *
 * <p>One instance may be used over and over ({@link #reset}), so that writing a state allocates nothing but its result.
 * <p>Not thread-safe.
 */
public final class BinaryWriter {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int INITIAL_CAPACITY = 64;
    private static final int MAX_VARINT_BYTES = 9;

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int size;

    /** An empty writer. */
    public BinaryWriter() {}

    /** Writes the lowest eight bits. */
    public void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /**
     * Writes a number that is not negative in one to nine bytes, the fewer the smaller it is: seven bits a byte, lowest
     * first, the top bit set on all but the last.
     *
     * @throws IllegalArgumentException when the number is negative
     */
    public void writeVarint(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a varint must not be negative: " + value);
        }
        writeBits(value);
    }

    /** Writes any number in one to nine bytes, the fewer the closer it is to zero ("zigzag"). */
    public void writeSignedVarint(long value) {
        writeBits(value << 1 ^ value >> 63);
    }

    /** As a varint, but all 64 bits: a ninth byte carries eight of them. */
    private void writeBits(long value) {
        reserve(MAX_VARINT_BYTES);
        var rest = value;
        for (var i = 1; i < MAX_VARINT_BYTES; i++) {
            if ((rest & ~0x7fL) == 0) {
                break;
            }
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes the eight bytes of a number, highest first. */
    public void writeLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Writes the eight bytes of a double; its exact bits come back. */
    public void writeDouble(double value) {
        writeLong(Double.doubleToRawLongBits(value));
    }

    /**
     * Writes a double in one to nine bytes; its exact bits come back. Zero takes one byte, whole numbers and short
     * binary fractions a few, a double that uses all of its digits nine.
     */
    public void writeCompactDouble(double value) {
        writeBits(Long.reverse(Double.doubleToRawLongBits(value)));
    }

    /**
     * Writes a text: twice the length of its UTF-8 form as a varint, then the form. A text that has none, since it
     * holds half a surrogate pair, is written as its chars, two bytes each, after twice their number plus one. Any text
     * comes back as it was.
     */
    public void writeText(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        boolean isAscii = encoded.length == text.length()
                && new String(encoded, StandardCharsets.ISO_8859_1).equals(text);
        if (!isAscii && hasSurrogates(text) && !new String(encoded, StandardCharsets.UTF_8).equals(text)) {
            writeVarint(text.length() * 2L + 1);
            text.chars().forEach(each -> {
                writeByte(each >>> Byte.SIZE);
                writeByte(each);
            });
        } else {
            writeVarint(encoded.length * 2L);
            writeBytes(encoded);
        }
    }

    private static boolean hasSurrogates(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Writes the bytes as they are, without their number. */
    public void writeBytes(byte[] added) {
        reserve(added.length);
        System.arraycopy(added, 0, bytes, size, added.length);
        size += added.length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }

    /** How many bytes were written since the last reset. */
    public int size() {
        return size;
    }

    /** The bytes written since the last reset, as an array of their own. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Starts again from nothing, keeping the room. */
    public void reset() {
        size = 0;
    }
}
