package io.millrace.pattern;

import java.util.function.Consumer;

/** Keeps a key to the runs and events that its pattern allows, and tells what is dropped for it. */
final class Limits<E> {

    private final KeyState<E> state;
    private final PatternOptions options;
    private final Consumer<? super Outcome<E>> outcomes;

    Limits(KeyState<E> state, Consumer<? super Outcome<E>> outcomes) {
        this.state = state;
        this.options = state.pattern().options();
        this.outcomes = outcomes;
    }

    /** Whether there may be as many open runs as are allowed, and none may give way. */
    static boolean areReached(KeyState<?> state) {
        PatternOptions options = state.pattern().options();
        return state.starts.size() >= options.maxOpenRuns() && options.onOverflow() == OverflowPolicy.DROP_NEWEST;
    }

    /** Whether more may be open or kept than is allowed. */
    static boolean areExceeded(KeyState<?> state) {
        PatternOptions options = state.pattern().options();
        return state.starts.size() > options.maxOpenRuns() || state.kept() > options.maxKeptEvents();
    }

    /** Whether an event may begin a run. One that may not is told. */
    boolean admits(Arrival<E> arrival) {
        state.starts.retain(Graph.of(state).liveStarts());
        if (state.starts.size() < options.maxOpenRuns()) {
            return true;
        }
        int first = state.automaton().row(
                state.pattern().truths(arrival.event())).moves()[state.automaton().start()].takes()[0].variable();
        Taken<E>[] only = Paths.events(1);
        only[0] = new Taken<>(arrival, first, null);
        var path = new Path<>(only);
        outcomes.accept(new Outcome.Overflow<>(path.captured(state.automaton().variables()),
                arrival.timestampMillis(), arrival.timestampMillis(), state.automaton().variables().get(first)));
        return false;
    }

    /** Drops the runs that started first as long as there are too many, or too many events are kept for them. */
    void enforce(long nowMillis) {
        if (state.starts.size() > options.maxOpenRuns()) {
            state.starts.retain(Graph.of(state).liveStarts());
            while (state.starts.size() > options.maxOpenRuns()) {
                dropOldest(nowMillis);
            }
        }
        if (state.kept() > options.maxKeptEvents()) {
            state.forgetDead();
            while (state.kept() > options.maxKeptEvents()) {
                for (int runs = (state.starts.size() + 3) / 4; runs > 0; runs--) {
                    dropOldest(nowMillis);
                }
                state.forgetDead();
            }
        }
    }

    private void dropOldest(long nowMillis) {
        long oldest = state.starts.firstPosition();
        var branches = new Branches<>(state, PatternOptions.MAX_TOLD_AT_ONCE).add(oldest, oldest);
        branches.longest().ifPresent(path -> outcomes.accept(new Outcome.Overflow<>(
                path.captured(state.automaton().variables()), path.startMillis(), nowMillis,
                String.join(" | ", branches.awaited(path)))));
        state.dropBefore(oldest + 1);
    }
}
