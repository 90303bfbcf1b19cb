package io.millrace.pattern;

import java.util.Arrays;

/**
 * The events that began runs which may still be open, by position: a superset, since a run that ends is not looked up
 * here. Times do not go back; one that does counts as the latest before it.
 */
final class Starts {

    private long[] positions = new long[2];
    private long[] millis = new long[2];
    private int from;
    private int to;

    void add(long position, long timestampMillis) {
        if (to == positions.length) {
            int size = to - from;
            int capacity = Math.max(4, 2 * size);
            positions = Arrays.copyOf(Arrays.copyOfRange(positions, from, to), capacity);
            millis = Arrays.copyOf(Arrays.copyOfRange(millis, from, to), capacity);
            from = 0;
            to = size;
        }
        positions[to] = position;
        millis[to] = to > from ? Math.max(timestampMillis, millis[to - 1]) : timestampMillis;
        to++;
    }

    boolean isEmpty() {
        return from == to;
    }

    int size() {
        return to - from;
    }

    long firstPosition() {
        return positions[from];
    }

    long firstMillis() {
        return millis[from];
    }

    long position(int index) {
        return positions[from + index];
    }

    long millis(int index) {
        return millis[from + index];
    }

    void dropBefore(long position) {
        while (from < to && positions[from] < position) {
            from++;
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
            if (Arrays.binarySearch(live, positions[i]) >= 0) {
                positions[kept] = positions[i];
                millis[kept] = millis[i];
                kept++;
            }
        }
        to = kept;
    }
}
