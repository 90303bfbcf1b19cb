package io.millrace.pattern;

import java.util.Arrays;

/**
 * Walks the branches of {@link Runs}, each as the events it took, the oldest first. The walk needs no stack of calls, so
 * that it does not matter how many events a branch has; it takes time in proportion to what it visits.
 */
final class Paths<E> {

    /** Gets to see a branch. */
    @FunctionalInterface
    interface Visitor<E> {

        /** @return whether to go on */
        boolean visit(Path<E> path);
    }

    private final long minStart;
    private final long maxStart;
    private final Visitor<E> visitor;
    private Runs<E>[][] lists = lists(4);
    private int[] next = new int[4];
    private int[] ends = new int[4];
    /** How many events of {@link #taken} were there before the list was entered. */
    private int[] lengths = new int[4];
    private int depth;
    private Taken<E>[] taken = events(4);
    private int length;
    private boolean goesOn = true;

    private Paths(long minStart, long maxStart, Visitor<E> visitor) {
        this.minStart = minStart;
        this.maxStart = maxStart;
        this.visitor = visitor;
    }

    /**
     * Visits the branches whose run started within bounds, both inclusive, those added first going first.
     *
     * @return whether the visitor wanted to go on to the end
     */
    static <E> boolean walk(Runs<E> runs, long minStart, long maxStart, Visitor<E> visitor) {
        if (runs instanceof Taken<E> taken && taken.isSingle()) {
            boolean isWithin = taken.maxStart() >= minStart && taken.minStart() <= maxStart;
            return !isWithin || visitor.visit(chain(taken));
        }
        var paths = new Paths<>(minStart, maxStart, visitor);
        paths.enter(runs);
        paths.walk();
        return paths.goesOn;
    }

    private static <E> Path<E> chain(Taken<E> last) {
        int length = 0;
        for (Taken<E> taken = last; taken != null; taken = (Taken<E>) taken.before) {
            length++;
        }
        Taken<E>[] events = events(length);
        for (Taken<E> taken = last; taken != null; taken = (Taken<E>) taken.before) {
            events[--length] = taken;
        }
        return new Path<>(events);
    }

    private void walk() {
        while (depth > 0 && goesOn) {
            int top = depth - 1;
            length = lengths[top];
            if (next[top] == ends[top]) {
                depth--;
            } else {
                Runs<E> entry = lists[top][next[top]++];
                if (entry != null) {
                    enter(entry);
                }
            }
        }
    }

    private void enter(Runs<E> runs) {
        Runs<E> at = runs;
        while (at.maxStart() >= minStart && at.minStart() <= maxStart) {
            switch (at) {
                case Slice<E> slice -> {
                    push(slice);
                    return;
                }
                case Taken<E> event -> {
                    append(event);
                    if (event.before == null) {
                        goesOn = visitor.visit(path());
                        return;
                    }
                    at = event.before;
                }
            }
        }
    }

    private Path<E> path() {
        Taken<E>[] events = events(length);
        for (int i = 0; i < length; i++) {
            events[i] = taken[length - 1 - i];
        }
        return new Path<>(events);
    }

    private void append(Taken<E> event) {
        if (length == taken.length) {
            taken = Arrays.copyOf(taken, 2 * length);
        }
        taken[length++] = event;
    }

    private void push(Slice<E> slice) {
        if (depth == next.length) {
            lists = Arrays.copyOf(lists, 2 * depth);
            next = Arrays.copyOf(next, 2 * depth);
            ends = Arrays.copyOf(ends, 2 * depth);
            lengths = Arrays.copyOf(lengths, 2 * depth);
        }
        int offset = slice.list.offset();
        lists[depth] = slice.list.array();
        next[depth] = Math.max(0, slice.from - offset);
        ends[depth] = Math.max(0, slice.to - offset);
        lengths[depth] = length;
        depth++;
    }

    @SuppressWarnings("unchecked")
    private static <E> Runs<E>[][] lists(int size) {
        return new Runs[size][];
    }

    @SuppressWarnings("unchecked")
    static <E> Taken<E>[] events(int size) {
        return new Taken[size];
    }
}
