package io.millrace.pattern;

import java.util.Arrays;

/**
 * What came to one place, in the order in which it came. It grows at its end only, so that those who took a part of it
 * ({@link Slice}) share it with the bucket that goes on adding, however large it becomes. An entry of which all runs are
 * dead may be forgotten: nobody walks it any more.
 */
final class RunList<E> {

    private static final int FEWEST = 4;

    private Runs<E>[] entries;
    /** The number of the entry that stands first in the array; those before are forgotten. */
    private int offset;
    private int end;
    /** Which {@link Graph} has seen it last, and its number there. */
    int stamp;
    int number;

    RunList() {
        this(FEWEST, 0);
    }

    private RunList(int capacity, int end) {
        this.entries = array(capacity);
        this.end = end;
    }

    /** A list of so many entries, all of them to be {@linkplain #set set}. */
    static <E> RunList<E> ofLength(int length) {
        return new RunList<>(length, length);
    }

    /** The number of the next entry; the first has 0. */
    int end() {
        return end;
    }

    /** An entry; null when it was forgotten. */
    Runs<E> get(int index) {
        return index < offset ? null : entries[index - offset];
    }

    /** The entries as they are stored: that of a number is at that number less {@link #offset}; null is forgotten. */
    Runs<E>[] array() {
        return entries;
    }

    int offset() {
        return offset;
    }

    boolean isFull() {
        return end - offset == entries.length;
    }

    /** How many more there is room for. */
    int room() {
        return entries.length - (end - offset);
    }

    /** Makes room for so many more. */
    void reserve(int room) {
        if (room > room()) {
            entries = Arrays.copyOf(entries, end - offset + room);
        }
    }

    /** Adds at the end, where there is room. */
    void add(Runs<E> runs) {
        entries[end++ - offset] = runs;
    }

    void set(int index, Runs<E> runs) {
        entries[index - offset] = runs;
    }

    void forget(int index) {
        if (index >= offset) {
            entries[index - offset] = null;
        }
    }

    /** Makes room for as many again as there are from a number on; all before are forgotten. */
    void growFrom(int from) {
        int size = end - from;
        Runs<E>[] target = 2 * size <= entries.length ? entries : array(Math.max(FEWEST, 2 * size));
        System.arraycopy(entries, from - offset, target, 0, size);
        if (target == entries) {
            Arrays.fill(entries, size, end - offset, null);
        }
        entries = target;
        offset = from;
    }

    /** A list of its own that begins with what is here from a number on, with room for as many again. */
    RunList<E> copyFrom(int from) {
        int size = end - from;
        var copy = new RunList<E>(Math.max(FEWEST, 2 * size), size);
        System.arraycopy(entries, from - offset, copy.entries, 0, size);
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static <E> Runs<E>[] array(int length) {
        return new Runs[length];
    }
}
