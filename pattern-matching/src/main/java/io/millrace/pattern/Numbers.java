package io.millrace.pattern;

import java.util.Arrays;

/** Writes and reads non-negative numbers, seven bits to a byte, the lowest first, and byte strings. */
final class Numbers {

    private static final int FEWEST_BYTES = 64;
    private static final int LONGEST = 10;

    private byte[] bytes;
    private int at;

    /** To write to. */
    Numbers(int expectedBytes) {
        bytes = new byte[Math.max(FEWEST_BYTES, expectedBytes + expectedBytes / 8)];
    }

    /** To read from a place on. */
    Numbers(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** Negative numbers are allowed, and long. */
    void write(long number) {
        ensure(LONGEST);
        if ((number & ~0x7FL) == 0) {
            bytes[at++] = (byte) number;
            return;
        }
        long left = number;
        while ((left & ~0x7FL) != 0) {
            bytes[at++] = (byte) (left & 0x7F | 0x80);
            left >>>= 7;
        }
        bytes[at++] = (byte) left;
    }

    void writeByte(int value) {
        ensure(1);
        bytes[at++] = (byte) value;
    }

    /** Writes a number in so many bytes, the highest first. */
    void writeFixed(long number, int length) {
        ensure(length);
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            bytes[at++] = (byte) (number >>> shift);
        }
    }

    /** Writes a number that may be negative, short when it is near zero. */
    void writeSigned(long number) {
        write(number << 1 ^ number >> 63);
    }

    void write(byte[] string) {
        write(string.length);
        ensure(string.length);
        System.arraycopy(string, 0, bytes, at, string.length);
        at += string.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, at);
    }

    /** @throws IllegalArgumentException when there is no more */
    long read() {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a stored number is too long");
    }

    long readSigned() {
        long number = read();
        return number >>> 1 ^ -(number & 1);
    }

    int readInt() {
        return Math.toIntExact(read());
    }

    /** Reads how many of something follow, which takes at least a byte each. */
    int readCount() {
        int count = readInt();
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalArgumentException("a stored state is cut short");
        }
        return count;
    }

    byte[] readBytes() {
        int length = readCount();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private byte next() {
        if (at == bytes.length) {
            throw new IllegalArgumentException("a stored state is cut short");
        }
        return bytes[at++];
    }

    private void ensure(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
        }
    }
}
