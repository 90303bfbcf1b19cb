package io.millrace.ingest;

import java.util.Arrays;

/** What a rejection keeps of the bytes that were rejected: all of them, or the beginning of very large ones. */
public final class KeptBytes {

    /** Up to this size all bytes are kept. An escaped string can take six times as many. */
    public static final int ALL_UP_TO = 1 << 20;
    /** What is kept of larger ones. */
    public static final int BEGINNING = 1 << 16;

    private KeptBytes() {}

    /** What is kept of {@code length} bytes of {@code bytes} from {@code offset}; always a copy. */
    public static byte[] of(byte[] bytes, int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + (length <= ALL_UP_TO ? length : BEGINNING));
    }

    /** The reason of a rejection for size. */
    public static String tooLarge(int length, long limit) {
        var kept = length <= ALL_UP_TO ? "" : "; its first %d bytes are kept".formatted(BEGINNING);
        return "the event has %d bytes, at most %d are taken%s".formatted(length, limit, kept);
    }

}
