package io.millrace.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * All branches of a key as what they are: a graph of taken events, each later than those it leads back to. Takes time in
 * proportion to its size; no recursion, so that long branches do no harm. It marks what it visits, so that only the
 * newest graph of a key may be used.
 */
final class Graph<E> {

    /** Gets the branches of a state. */
    interface StateVisitor<E> {

        void visit(int state, Runs<E> runs);
    }

    private static final Comparator<Taken<?>> BY_POSITION = Comparator.comparingLong(
            taken -> taken.arrival.position());

    private final long liveFrom;
    private final int stamp;
    private final List<Integer> states = new ArrayList<>(4);
    private final List<Runs<E>> waiting = new ArrayList<>(4);
    private Taken<E>[] events = Paths.events(8);
    private int size;
    private Runs<E>[] open = SharedBucket.array(8);
    private int opened;
    private boolean hasDead;

    private Graph(long liveFrom, int stamp) {
        this.liveFrom = liveFrom;
        this.stamp = stamp;
    }

    static <E> Graph<E> of(KeyState<E> state) {
        var graph = new Graph<E>(state.liveFrom(), state.nextStamp());
        for (int at = state.nextOccupied(0); at >= 0; at = state.nextOccupied(at + 1)) {
            graph.add(at, state.bucket(at).snapshot());
        }
        graph.number();
        return graph;
    }

    /** How many events there are; the same event at two places of the pattern counts twice. */
    int size() {
        return size;
    }

    /** A taken event, in the order of positions; its {@link Taken#number} is {@code index}. */
    Taken<E> event(int index) {
        return events[index];
    }

    int states() {
        return states.size();
    }

    void forEachState(StateVisitor<E> visitor) {
        for (int i = 0; i < states.size(); i++) {
            visitor.visit(states.get(i), waiting.get(i));
        }
    }

    /** The positions at which open runs started, in order. */
    long[] liveStarts() {
        var starts = new long[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            long position = events[i].arrival.position();
            if (events[i].before == null && (count == 0 || starts[count - 1] != position)) {
                starts[count++] = position;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** The same without dead runs. */
    Graph<E> live(KeyState<E> state) {
        return hasDead ? filtered(state, _ -> true) : this;
    }

    /** The same without dead runs and those whose start does not fit. */
    Graph<E> filtered(KeyState<E> state, LongPredicate start) {
        var copies = new IdentityHashMap<Runs<E>, Runs<E>>();
        for (int i = 0; i < size; i++) {
            copies.put(events[i], copy(events[i], start, copies));
        }
        var filtered = new Graph<E>(liveFrom, state.nextStamp());
        forEachState((at, runs) -> {
            Runs<E> left = copyOf(runs, copies);
            if (left != null) {
                filtered.add(at, left);
            }
        });
        filtered.number();
        return filtered;
    }

    private Runs<E> copy(Taken<E> taken, LongPredicate start, Map<Runs<E>, Runs<E>> copies) {
        if (taken.before == null) {
            return start.test(taken.arrival.position()) ? taken : null;
        }
        Runs<E> before = copyOf(taken.before, copies);
        if (before == null || before == taken.before) {
            return before == null ? null : taken;
        }
        return new Taken<>(taken.arrival, taken.variable, before);
    }

    /** Slices within slices are few: a branch passes each state once between two events that it takes. */
    private Runs<E> copyOf(Runs<E> runs, Map<Runs<E>, Runs<E>> copies) {
        if (runs instanceof Taken<E> || copies.containsKey(runs)) {
            return copies.get(runs);
        }
        var slice = (Slice<E>) runs;
        var left = new ArrayList<Runs<E>>(slice.to - slice.from);
        boolean isSame = true;
        for (int i = slice.from; i < slice.to; i++) {
            Runs<E> entry = copyOf(slice.entries[i], copies);
            isSame &= entry == slice.entries[i];
            if (entry != null) {
                left.add(entry);
            }
        }
        Runs<E> copy = isSame ? slice : sliceOf(left);
        copies.put(slice, copy);
        return copy;
    }

    private static <E> Runs<E> sliceOf(List<Runs<E>> entries) {
        if (entries.size() < 2) {
            return entries.isEmpty() ? null : entries.getFirst();
        }
        Runs<E>[] array = entries.toArray(SharedBucket.array(entries.size()));
        long min = Arrays.stream(array).mapToLong(Runs::minStart).min().orElseThrow();
        long max = Arrays.stream(array).mapToLong(Runs::maxStart).max().orElseThrow();
        return new Slice<>(array, 0, array.length, min, max);
    }

    private void add(int state, Runs<E> runs) {
        states.add(state);
        waiting.add(runs);
        push(runs);
        while (opened > 0) {
            visit(open[--opened]);
        }
    }

    private void visit(Runs<E> runs) {
        if (runs.maxStart() < liveFrom) {
            hasDead = true;
            return;
        }
        switch (runs) {
            case Taken<E> taken when taken.stamp != stamp -> {
                taken.stamp = stamp;
                if (size == events.length) {
                    events = Arrays.copyOf(events, 2 * size);
                }
                events[size++] = taken;
                if (taken.before != null) {
                    push(taken.before);
                }
            }
            case Slice<E> slice when slice.stamp != stamp -> {
                slice.stamp = stamp;
                for (int i = slice.from; i < slice.to; i++) {
                    push(slice.entries[i]);
                }
            }
            case Taken<E> _,Slice<E> _ -> {
            }
        }
    }

    private void push(Runs<E> runs) {
        if (opened == open.length) {
            open = Arrays.copyOf(open, 2 * opened);
        }
        open[opened++] = runs;
    }

    private void number() {
        Arrays.sort(events, 0, size, BY_POSITION);
        for (int i = 0; i < size; i++) {
            events[i].number = i;
        }
    }
}
