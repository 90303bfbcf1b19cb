package io.millrace.pattern;

import java.util.Arrays;

/**
 * The events that began runs which may still be open, by position: a superset, since a run that ends is not looked up
 * here. Times do not go back; one that does counts as the latest before it.
 */
final class Starts {

    private static final long[] NONE = {};

    /** Position and time of each, in turn. */
    private long[] starts = NONE;
    private int from;
    private int to;

    void add(long position, long timestampMillis) {
        if (2 * to == starts.length) {
            int size = to - from;
            starts = Arrays.copyOf(from == 0 ? starts : Arrays.copyOfRange(starts, 2 * from, 2 * to),
                    Math.max(8, 4 * size));
            from = 0;
            to = size;
        }
        starts[2 * to] = position;
        starts[2 * to + 1] = to > from ? Math.max(timestampMillis, starts[2 * to - 1]) : timestampMillis;
        to++;
    }

    boolean isEmpty() {
        return from == to;
    }

    int size() {
        return to - from;
    }

    long firstPosition() {
        return starts[2 * from];
    }

    long firstMillis() {
        return starts[2 * from + 1];
    }

    /** The position of the latest of the first starts that are not after a time; there is one. */
    long lastUntil(long latestMillis) {
        int last = from;
        while (last + 1 < to && starts[2 * last + 3] <= latestMillis) {
            last++;
        }
        return starts[2 * last];
    }

    long position(int index) {
        return starts[2 * (from + index)];
    }

    long millis(int index) {
        return starts[2 * (from + index) + 1];
    }

    void dropBefore(long position) {
        while (from < to && starts[2 * from] < position) {
            from++;
        }
        if (from == to) {
            clear();
        }
    }

    void clear() {
        from = 0;
        to = 0;
    }

    /** Keeps those whose positions are among {@code live}, which is in order. */
    void retain(long[] live) {
        int kept = from;
        for (int i = from; i < to; i++) {
            if (Arrays.binarySearch(live, starts[2 * i]) >= 0) {
                starts[2 * kept] = starts[2 * i];
                starts[2 * kept + 1] = starts[2 * i + 1];
                kept++;
            }
        }
        to = kept;
    }
}
