package io.millrace.pattern;

import java.util.Arrays;

/**
 * The events that began runs which may still be open, by position: a superset, since a run that ends is not looked up
 * here. Times do not go back; one that does counts as the latest before it.
 */
final class Starts {

    private static final int NUMBERS = 3;
    private static final int FEWEST = 4;
    private static final long[] NONE = {};

    /** Position and time of each, and how many events had been kept before, in turn. */
    private long[] starts = NONE;
    private int from;
    private int to;

    void add(long position, long timestampMillis, long keptBefore) {
        if (NUMBERS * to == starts.length) {
            makeRoom();
        }
        int at = NUMBERS * to;
        starts[at] = position;
        starts[at + 1] = to > from ? Math.max(timestampMillis, millis(to - from - 1)) : timestampMillis;
        starts[at + 2] = keptBefore;
        to++;
    }

    private void makeRoom() {
        int size = to - from;
        long[] target = to > 0 && 2 * size <= to ? starts : new long[NUMBERS * Math.max(FEWEST, 2 * size)];
        System.arraycopy(starts, NUMBERS * from, target, 0, NUMBERS * size);
        starts = target;
        from = 0;
        to = size;
    }

    boolean isEmpty() {
        return from == to;
    }

    int size() {
        return to - from;
    }

    long firstPosition() {
        return position(0);
    }

    long firstMillis() {
        return millis(0);
    }

    /** How many events had been kept before the first one. */
    long keptBeforeFirst() {
        return starts[NUMBERS * from + 2];
    }

    /** The position of the latest of the first starts that are not after a time; there is one. */
    long lastUntil(long latestMillis) {
        int last = 0;
        while (last + 1 < size() && millis(last + 1) <= latestMillis) {
            last++;
        }
        return position(last);
    }

    private long position(int index) {
        return starts[NUMBERS * (from + index)];
    }

    private long millis(int index) {
        return starts[NUMBERS * (from + index) + 1];
    }

    void dropBefore(long position) {
        while (from < to && starts[NUMBERS * from] < position) {
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
            if (Arrays.binarySearch(live, starts[NUMBERS * i]) >= 0) {
                System.arraycopy(starts, NUMBERS * i, starts, NUMBERS * kept, NUMBERS);
                kept++;
            }
        }
        to = kept;
    }
}
