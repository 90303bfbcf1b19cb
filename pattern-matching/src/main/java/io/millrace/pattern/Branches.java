package io.millrace.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The branches of the runs that started within bounds, each once with all the states in which it waits: where it may go
 * on in several ways it waits in several.
 */
final class Branches<E> {

    private final KeyState<E> state;
    private final int limit;
    private final Map<Path<E>, List<Integer>> states = new LinkedHashMap<>();
    private boolean isComplete = true;

    Branches(KeyState<E> state, int limit) {
        this.state = state;
        this.limit = limit;
    }

    /** Adds the branches of the runs that started at positions within bounds, both inclusive. */
    Branches<E> add(long minStart, long maxStart) {
        long from = Math.max(minStart, state.liveFrom());
        for (int at = state.nextOccupied(0); at >= 0 && isComplete; at = state.nextOccupied(at + 1)) {
            add(at, state.bucket(at).snapshot(), from, maxStart);
        }
        return this;
    }

    /** Adds some branches that wait in a state. */
    void add(int at, Runs<E> runs) {
        add(at, runs, state.liveFrom(), Long.MAX_VALUE);
    }

    private void add(int at, Runs<E> runs, long from, long to) {
        isComplete &= Paths.walk(runs, from, to, path -> {
            states.computeIfAbsent(path, _ -> new ArrayList<>(1)).add(at);
            return states.size() < limit;
        });
    }

    /** In the order of {@link Path#compareTo}. */
    List<Path<E>> inOrder() {
        return states.keySet().stream().sorted().toList();
    }

    /** Whether there were no more than may be told at once. */
    boolean isComplete() {
        return isComplete;
    }

    Optional<Path<E>> longest() {
        return states.keySet().stream().max(Comparator.comparingInt((Path<E> path) -> path.events.length).thenComparing(
                Comparator.reverseOrder()));
    }

    /** Whether a branch is complete but for an absence. */
    boolean isPending(Path<E> path) {
        return states.get(path).stream().anyMatch(state.automaton()::isPending);
    }

    List<Integer> states(Path<E> path) {
        return states.get(path);
    }

    /** The variables that a branch waits for, in the order of the pattern; an absence as {@code !x}. */
    List<String> awaited(Path<E> path) {
        var numbers = new TreeSet<Integer>();
        var names = new ArrayList<String>();
        for (int at : states.get(path)) {
            state.automaton().awaited(at).forEach(name -> numbers.add(state.automaton().variables().indexOf(name)));
        }
        numbers.forEach(number -> names.add(state.automaton().variables().get(number)));
        if (isPending(path)) {
            names.add("!" + state.pattern().closingAbsence());
        }
        return names;
    }
}
