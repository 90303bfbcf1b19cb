package io.millrace.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * All branches of a key as what they are: a graph of taken events, each later than those it leads back to. Takes time in
 * proportion to its size; no recursion, so that long branches do no harm.
 */
final class Graph<E> {

    /** Gets the branches of a state. */
    interface StateVisitor<E> {

        void visit(int state, Runs<E> runs);
    }

    private record Waiting<E>(int state, Runs<E> runs) {}

    private final long liveFrom;
    private final List<Waiting<E>> waiting = new ArrayList<>();
    private final List<Taken<E>> events = new ArrayList<>();

    private Graph(long liveFrom) {
        this.liveFrom = liveFrom;
    }

    static <E> Graph<E> of(KeyState<E> state) {
        var graph = new Graph<E>(state.liveFrom());
        for (int at = state.nextOccupied(0); at >= 0; at = state.nextOccupied(at + 1)) {
            graph.waiting.add(new Waiting<>(at, state.bucket(at).snapshot()));
        }
        var roots = new ArrayList<Runs<E>>();
        graph.waiting.forEach(each -> roots.add(each.runs()));
        state.held.forEach(match -> roots.add(match.path().toChain()));
        graph.collect(roots);
        return graph;
    }

    /** The taken events, in the order of their positions. */
    List<Taken<E>> events() {
        return events;
    }

    int size() {
        return events.size();
    }

    void forEachState(StateVisitor<E> visitor) {
        waiting.forEach(each -> visitor.visit(each.state(), each.runs()));
    }

    /** The positions at which open runs started, in order. */
    long[] liveStarts() {
        return events.stream().filter(taken -> taken.before == null).flatMapToLong(
                taken -> LongStream.of(taken.arrival.position())).filter(
                        position -> position >= liveFrom).distinct().sorted().toArray();
    }

    /** The same without dead runs and those whose start does not fit. */
    Graph<E> filtered(LongPredicate start) {
        var copies = new IdentityHashMap<Runs<E>, Runs<E>>();
        for (Taken<E> taken : events) {
            copies.put(taken, copy(taken, start, copies));
        }
        var filtered = new Graph<E>(liveFrom);
        for (Waiting<E> each : waiting) {
            Runs<E> left = copyOf(each.runs(), copies);
            if (left != null) {
                filtered.waiting.add(new Waiting<>(each.state(), left));
            }
        }
        filtered.collect(filtered.waiting.stream().map(Waiting::runs).toList());
        return filtered;
    }

    private Runs<E> copy(Taken<E> taken, LongPredicate start, Map<Runs<E>, Runs<E>> copies) {
        if (taken.before == null) {
            long position = taken.arrival.position();
            return position >= liveFrom && start.test(position) ? taken : null;
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

    private void collect(List<Runs<E>> roots) {
        var seen = new IdentityHashMap<Runs<E>, Boolean>();
        var open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Runs<E> runs = open.pop();
            if (runs.maxStart() < liveFrom || seen.put(runs, true) != null) {
                continue;
            }
            switch (runs) {
                case Taken<E> taken -> {
                    events.add(taken);
                    if (taken.before != null) {
                        open.push(taken.before);
                    }
                }
                case Slice<E> slice -> {
                    for (int i = slice.from; i < slice.to; i++) {
                        open.push(slice.entries[i]);
                    }
                }
            }
        }
        events.sort(Comparator.comparingLong(taken -> taken.arrival.position()));
    }
}
