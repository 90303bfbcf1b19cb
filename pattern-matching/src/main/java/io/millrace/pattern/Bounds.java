package io.millrace.pattern;

/**
 * What has to be known of each entry of a large bucket, side by side: what ends is found without looking at the entries
 * themselves, which lie scattered in memory and have not been touched since they came.
 */
final class Bounds {

    private static final int NUMBERS = 3;

    private long[] numbers = {};

    /** Makes room, and moves what is from a place on to the beginning. */
    void resize(int capacity, int from, int size) {
        long[] target = NUMBERS * capacity <= numbers.length ? numbers : new long[NUMBERS * capacity];
        System.arraycopy(numbers, NUMBERS * from, target, 0, NUMBERS * size);
        numbers = target;
    }

    /** Sets those of an entry by its place. */
    void set(int at, long minStart, long maxStart, long lastMillis) {
        int first = NUMBERS * at;
        numbers[first] = minStart;
        numbers[first + 1] = maxStart;
        numbers[first + 2] = lastMillis;
    }

    long minStart(int at) {
        return numbers[NUMBERS * at];
    }

    long maxStart(int at) {
        return numbers[NUMBERS * at + 1];
    }

    long lastMillis(int at) {
        return numbers[NUMBERS * at + 2];
    }
}
