package io.millrace.pattern;

import java.util.Arrays;

/** The lists that a {@link Graph} has come across, numbered, and which parts of them. */
final class SeenLists<E> {

    private static final int NUMBERS = 4;
    private static final int LOW = 0;
    private static final int HIGH = 1;
    private static final int SEEN_FROM = 2;
    private static final int SEEN_TO = 3;

    private final int stamp;
    private RunList<E>[] lists = lists(8);
    private int[] parts = new int[8 * NUMBERS];
    private int count;

    SeenLists(int stamp) {
        this.stamp = stamp;
    }

    int count() {
        return count;
    }

    RunList<E> get(int number) {
        return lists[number];
    }

    /** The number of a list; of a new one nothing is seen yet but where to begin. */
    int number(RunList<E> list, int from) {
        if (list.stamp != stamp) {
            if (count == lists.length) {
                lists = Arrays.copyOf(lists, 2 * count);
                parts = Arrays.copyOf(parts, 2 * count * NUMBERS);
            }
            list.stamp = stamp;
            list.number = count;
            lists[count] = list;
            Arrays.fill(parts, count * NUMBERS, (count + 1) * NUMBERS, from);
            count++;
        }
        return list.number;
    }

    /** Sees a part of a list. */
    void see(int number, int from, int to) {
        int at = number * NUMBERS;
        parts[at + LOW] = Math.min(parts[at + LOW], from);
        parts[at + HIGH] = Math.max(parts[at + HIGH], to);
        if (to >= parts[at + SEEN_FROM] && from <= parts[at + SEEN_TO]) {
            parts[at + SEEN_FROM] = Math.min(parts[at + SEEN_FROM], from);
            parts[at + SEEN_TO] = Math.max(parts[at + SEEN_TO], to);
        }
    }

    /** Where the first part begins. */
    int low(int number) {
        return parts[number * NUMBERS + LOW];
    }

    /** Where the part that reaches furthest ends. */
    int high(int number) {
        return parts[number * NUMBERS + HIGH];
    }

    /** From there up to {@link #seenTo} all is seen; parts that lie apart may be as well. */
    int seenFrom(int number) {
        return parts[number * NUMBERS + SEEN_FROM];
    }

    int seenTo(int number) {
        return parts[number * NUMBERS + SEEN_TO];
    }

    @SuppressWarnings("unchecked")
    private static <E> RunList<E>[] lists(int size) {
        return new RunList[size];
    }
}
