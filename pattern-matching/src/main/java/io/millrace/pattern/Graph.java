package io.millrace.pattern;

import java.util.Arrays;
import java.util.Comparator;

/**
 * All live branches of a key as what they are: a graph of taken events, each later than those it leads back to. Takes
 * time in proportion to its size; no recursion but for slices within slices, which are few, since a branch passes each
 * state once between two events that it takes. It marks what it visits, so that only the newest graph of a key may be
 * used.
 */
final class Graph<E> {

    private static final Comparator<Taken<?>> BY_POSITION = Comparator.comparingLong(
            taken -> taken.arrival.position());
    /** Positions may lie so much further apart than there are events for these to be sorted by counting. */
    private static final int SPARSE = 4;

    private final long liveFrom;
    private final int stamp;
    private Taken<E>[] events;
    private int size;
    private long firstPosition = Long.MAX_VALUE;
    private long lastPosition = Long.MIN_VALUE;
    private final SeenLists<E> lists;

    private Graph(KeyState<E> state) {
        this.liveFrom = state.liveFrom();
        this.stamp = state.nextStamp();
        this.events = Paths.events(state.kept() + 1);
        this.lists = new SeenLists<>(stamp);
    }

    static <E> Graph<E> of(KeyState<E> state) {
        var graph = new Graph<>(state);
        for (int at = state.nextOccupied(0); at >= 0; at = state.nextOccupied(at + 1)) {
            state.bucket(at).addTo(graph);
        }
        for (int i = 0; i < graph.size; i++) {
            graph.add(graph.events[i].before);
        }
        graph.number();
        return graph;
    }

    /** How many events there are; the same event at two places of the pattern counts twice. */
    int size() {
        return size;
    }

    /** How many events are live after some runs have been {@linkplain #end ended}. */
    int liveSize() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += events[i].maxStart() >= liveFrom ? 1 : 0;
        }
        return count;
    }

    /** A taken event, in the order of positions; its {@link Taken#number} is {@code index}. */
    Taken<E> event(int index) {
        return events[index];
    }

    /** The lists that branches share. */
    SeenLists<E> lists() {
        return lists;
    }

    /** Whether it was visited; what is dead was not. */
    boolean contains(Runs<E> runs) {
        return switch (runs) {
            case null -> false;
            case Taken<E> taken -> taken.stamp == stamp;
            case Slice<E> slice -> slice.stamp == stamp;
        };
    }

    /** How many runs are open. */
    int openRuns() {
        int count = 0;
        long latest = Runs.DEAD;
        for (int i = 0; i < size; i++) {
            if (events[i].before == null && events[i].minStart() != latest) {
                latest = events[i].minStart();
                count++;
            }
        }
        return count;
    }

    /** The positions at which open runs started, in order. */
    long[] liveStarts() {
        var starts = new long[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            long position = events[i].minStart();
            boolean isStart = events[i].before == null && events[i].maxStart() >= liveFrom;
            if (isStart && (count == 0 || starts[count - 1] != position)) {
                starts[count++] = position;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** Ends the run that started at a position. */
    void end(long start) {
        for (int i = 0; i < size; i++) {
            Taken<E> taken = events[i];
            if (taken.before == null && taken.arrival.position() == start) {
                taken.end();
            }
            taken.limit();
        }
        for (int number = 0; number < lists.count(); number++) {
            RunList<E> list = lists.get(number);
            for (int i = list.offset(); i < list.end(); i++) {
                if (list.get(i) instanceof Slice<E> slice) {
                    slice.limit();
                }
            }
        }
    }

    /** Lets all shared lists forget what is dead, so that it can be collected. */
    void forgetDead() {
        for (int number = 0; number < lists.count(); number++) {
            RunList<E> list = lists.get(number);
            for (int i = list.offset(); i < list.end(); i++) {
                if (!contains(list.get(i)) || list.get(i).maxStart() < liveFrom) {
                    list.forget(i);
                }
            }
        }
    }

    void add(Runs<E> runs) {
        switch (runs) {
            case null -> {
            }
            case Taken<E> taken -> {
                if (taken.stamp != stamp && taken.maxStart() >= liveFrom) {
                    taken.stamp = stamp;
                    append(taken);
                }
            }
            case Slice<E> slice -> {
                if (slice.stamp != stamp && slice.maxStart() >= liveFrom) {
                    slice.stamp = stamp;
                    add(slice.list, slice.from, slice.to);
                }
            }
        }
    }

    /** Adds a part of a list. What parts have in common is visited once, unless they lie apart. */
    void add(RunList<E> list, int from, int to) {
        int number = lists.number(list, from);
        int seenFrom = lists.seenFrom(number);
        int seenTo = lists.seenTo(number);
        lists.see(number, from, to);
        if (to < seenFrom || from > seenTo) {
            addEach(list, from, to);
        } else {
            addEach(list, from, seenFrom);
            addEach(list, seenTo, to);
        }
    }

    private void addEach(RunList<E> list, int from, int to) {
        for (int i = Math.max(from, list.offset()); i < to; i++) {
            add(list.get(i));
        }
    }

    private void append(Taken<E> taken) {
        if (size == events.length) {
            events = Arrays.copyOf(events, 2 * size);
        }
        events[size++] = taken;
        long position = taken.arrival.position();
        firstPosition = Math.min(firstPosition, position);
        lastPosition = Math.max(lastPosition, position);
    }

    private void number() {
        if (lastPosition - firstPosition < (long) SPARSE * size) {
            sortByCounting();
        } else {
            Arrays.sort(events, 0, size, BY_POSITION);
        }
        for (int i = 0; i < size; i++) {
            events[i].number = i;
        }
    }

    private void sortByCounting() {
        var places = new int[(int) (lastPosition - firstPosition) + 2];
        for (int i = 0; i < size; i++) {
            places[(int) (events[i].arrival.position() - firstPosition) + 1]++;
        }
        for (int i = 1; i < places.length; i++) {
            places[i] += places[i - 1];
        }
        Taken<E>[] sorted = Paths.events(size);
        for (int i = 0; i < size; i++) {
            sorted[places[(int) (events[i].arrival.position() - firstPosition)]++] = events[i];
        }
        events = sorted;
    }
}
