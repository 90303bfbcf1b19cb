package io.millrace.pattern;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/** Tells completed branches as matches, in order, and drops what each drops. Used once per event or deadline. */
final class Completion<E> {

    private final KeyState<E> state;
    private final PatternOptions options;
    private final List<String> variables;
    private final long nowMillis;
    private final Consumer<? super Outcome<E>> outcomes;

    Completion(KeyState<E> state, long nowMillis, Consumer<? super Outcome<E>> outcomes) {
        this.state = state;
        this.options = state.pattern().options();
        this.variables = state.automaton().variables();
        this.nowMillis = nowMillis;
        this.outcomes = outcomes;
    }

    /** Tells the branches that an event has completed; those that took the same events in the same way, once. */
    void completed(List<Runs<E>> completed) {
        if (state.automaton().keepsOrder() && tellInPlace(completed)) {
            return;
        }
        var matches = new ArrayList<HeldMatch<E>>();
        Set<Path<E>> seen = state.automaton().forks() ? new HashSet<>() : Set.of();
        for (Runs<E> runs : completed) {
            boolean all = Paths.walk(runs, state.liveFrom(), Long.MAX_VALUE, path -> {
                if (matches.size() == PatternOptions.MAX_TOLD_AT_ONCE) {
                    outcomes.accept(
                            new Outcome.Overflow<>(path.captured(variables), path.startMillis(), nowMillis, ""));
                    return false;
                }
                if (!state.automaton().forks() || seen.add(path)) {
                    matches.add(new HeldMatch<>(path, path.lastMillis()));
                }
                return true;
            });
            if (!all) {
                break;
            }
        }
        tell(matches);
    }

    /** Tells branches that stand in the order of their starts, as those of a sequence do, where no more is to be known. */
    private boolean tellInPlace(List<Runs<E>> completed) {
        return switch (options.skip()) {
            case SkipStrategy.None _ -> {
                int[] left = {PatternOptions.MAX_TOLD_AT_ONCE};
                completed.forEach(runs -> Paths.walk(runs, state.liveFrom(), Long.MAX_VALUE, path -> {
                    if (left[0]-- == 0) {
                        tooMany(path);
                        return false;
                    }
                    tell(path, path.lastMillis());
                    return true;
                }));
                yield true;
            }
            case SkipStrategy.PastLast _ when options.order() == MatchOrder.AS_COMPLETED -> {
                completed.forEach(runs -> Paths.walk(runs, state.liveFrom(), Long.MAX_VALUE, path -> {
                    tell(path, path.lastMillis());
                    state.dropBefore(path.lastPosition() + 1);
                    return false;
                }));
                yield true;
            }
            case SkipStrategy.PastLast _,SkipStrategy.NextRow _,SkipStrategy.ToFirst _,SkipStrategy.ToLast _ -> false;
        };
    }

    private void tooMany(Path<E> path) {
        outcomes.accept(new Outcome.Overflow<>(path.captured(variables), path.startMillis(), nowMillis, ""));
    }

    /** Tells matches, in order of their starts; under {@link MatchOrder#BY_START} as soon as no earlier run is open. */
    void tell(List<HeldMatch<E>> matches) {
        switch (options.skip()) {
            case SkipStrategy.None _ -> {
                if (matches.size() > 1) {
                    matches.sort(Completion::compare);
                }
                matches.forEach(this::tell);
            }
            case SkipStrategy.PastLast _,SkipStrategy.NextRow _,SkipStrategy.ToFirst _,SkipStrategy.ToLast _ -> {
                switch (options.order()) {
                    case AS_COMPLETED -> tellAndDrop(matches);
                    case BY_START -> {
                        state.held.addAll(matches);
                        state.held.sort(Completion::compare);
                        releaseHeld();
                    }
                }
            }
        }
    }

    private void tellAndDrop(List<HeldMatch<E>> matches) {
        if (matches.size() == 1) {
            tell(matches.getFirst());
            drop(matches.getFirst().path(), List.of());
            return;
        }
        var open = new PriorityQueue<HeldMatch<E>>(Completion::compare);
        open.addAll(matches);
        while (!open.isEmpty()) {
            HeldMatch<E> next = open.poll();
            tell(next);
            drop(next.path(), open);
        }
    }

    /** Tells the matches before which no run is open any more. */
    void releaseHeld() {
        while (!state.held.isEmpty() && state.held.getFirst().path().startPosition() <= earliestOpen()) {
            HeldMatch<E> next = state.held.removeFirst();
            state.changed();
            tell(next);
            drop(next.path(), state.held);
        }
    }

    private long earliestOpen() {
        long[] earliest = {Long.MAX_VALUE};
        for (int at = state.nextOccupied(0); at >= 0; at = state.nextOccupied(at + 1)) {
            Paths.walk(state.bucket(at).snapshot(), state.liveFrom(), Long.MAX_VALUE, path -> {
                earliest[0] = Math.min(earliest[0], path.startPosition());
                return true;
            });
        }
        return earliest[0];
    }

    private void tell(HeldMatch<E> match) {
        tell(match.path(), match.endMillis());
    }

    private void tell(Path<E> path, long endMillis) {
        outcomes.accept(new Outcome.Match<>(path.captured(variables), path.startMillis(), endMillis));
    }

    private void drop(Path<E> match, Iterable<HeldMatch<E>> others) {
        switch (options.skip()) {
            case SkipStrategy.None _ -> {
            }
            case SkipStrategy.PastLast _ -> dropBefore(match.lastPosition() + 1, others);
            case SkipStrategy.NextRow _ -> dropStart(match.startPosition(), others);
            case SkipStrategy.ToFirst(var variable) -> dropBefore(match.positionOf(variables.indexOf(variable), false),
                    others);
            case SkipStrategy.ToLast(var variable) -> dropBefore(match.positionOf(variables.indexOf(variable), true),
                    others);
        }
    }

    private void dropBefore(long position, Iterable<HeldMatch<E>> others) {
        removeIf(others, position - 1, Long.MIN_VALUE);
        state.dropBefore(position);
    }

    private void dropStart(long position, Iterable<HeldMatch<E>> others) {
        removeIf(others, position, position);
        if (!state.isEmpty()) {
            state.end(position);
        }
    }

    private static <E> void removeIf(Iterable<HeldMatch<E>> matches, long maxStart, long minStart) {
        var all = matches.iterator();
        while (all.hasNext()) {
            long start = all.next().path().startPosition();
            if (start <= maxStart && start >= minStart) {
                all.remove();
            }
        }
    }

    private static int compare(HeldMatch<?> left, HeldMatch<?> right) {
        return comparePaths(left.path(), right.path());
    }

    @SuppressWarnings("unchecked")
    private static int comparePaths(Path<?> left, Path<?> right) {
        return ((Path<Object>) left).compareTo((Path<Object>) right);
    }
}
