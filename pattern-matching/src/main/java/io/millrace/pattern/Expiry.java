package io.millrace.pattern;

import io.millrace.pattern.automaton.Automaton;
import io.millrace.pattern.automaton.Moves;
import java.util.ArrayList;
import java.util.function.Consumer;

/**
 * Ends the branches whose time is up, in the order of their deadlines: one that only an absence kept from completing is
 * a match, any other a timeout. Used once.
 */
final class Expiry<E> {

    private final KeyState<E> state;
    private final CompiledPattern<E> pattern;
    private final Automaton automaton;
    private final Consumer<? super Outcome<E>> outcomes;

    Expiry(KeyState<E> state, Consumer<? super Outcome<E>> outcomes) {
        this.state = state;
        this.pattern = state.pattern();
        this.automaton = state.automaton();
        this.outcomes = outcomes;
    }

    /** Ends what is due at a time or before, where nothing is to be told of it. */
    static void silently(KeyState<?> state, long nowMillis) {
        long latest = nowMillis - state.pattern().withinMillis();
        if (!state.starts.isEmpty() && state.starts.firstMillis() <= latest) {
            state.changed();
            state.dropBefore(state.starts.lastUntil(latest) + 1);
        }
    }

    /** Ends what is due at a time or before. */
    void until(long nowMillis) {
        for (long due = nextDue(); due <= nowMillis && due != Automaton.UNLIMITED; due = nextDue()) {
            state.changed();
            end(due);
            if (!state.held.isEmpty()) {
                new Completion<>(state, due, outcomes).releaseHeld();
            }
        }
    }

    private long nextDue() {
        if (state.isEmpty()) {
            return Automaton.UNLIMITED;
        }
        long due = startDue();
        for (int at : pattern.gapStates()) {
            due = Math.min(due, gapDue(at));
        }
        return due;
    }

    private long startDue() {
        return state.starts.isEmpty()
                ? Automaton.UNLIMITED
                : Deadlines.after(state.starts.firstMillis(), pattern.withinMillis());
    }

    private long gapDue(int at) {
        Bucket<E> waiting = state.bucket(at);
        return waiting == null
                ? Automaton.UNLIMITED
                : Deadlines.after(waiting.earliestLastMillis(), automaton.gapMillis(at));
    }

    /** Ends all branches with one deadline. */
    private void end(long dueMillis) {
        var branches = new Branches<>(state, PatternOptions.MAX_TOLD_AT_ONCE);
        long lastDue = -1;
        if (startDue() == dueMillis) {
            lastDue = state.starts.lastUntil(dueMillis - pattern.withinMillis());
            branches.add(state.liveFrom(), lastDue);
        }
        for (int at : pattern.gapStates()) {
            if (gapDue(at) == dueMillis) {
                endWaiting(at, dueMillis - automaton.gapMillis(at), branches);
            }
        }
        tell(branches, dueMillis);
        state.dropBefore(lastDue + 1);
    }

    /** Ends the branches that have waited since a time in a state with a gap limit, or lets them go on without it. */
    private void endWaiting(int at, long lastMillis, Branches<E> ended) {
        int next = automaton.afterGap(at);
        state.bucket(at).removeUntil(lastMillis, runs -> {
            if (next == Moves.NOWHERE) {
                ended.add(at, runs);
            } else {
                state.add(next, runs);
            }
        });
        state.checkEmpty(at);
    }

    private void tell(Branches<E> branches, long dueMillis) {
        var matches = new ArrayList<HeldMatch<E>>();
        var timeouts = new ArrayList<Path<E>>();
        for (Path<E> path : branches.inOrder()) {
            if (branches.isPending(path)) {
                matches.add(new HeldMatch<>(path, dueMillis));
            } else {
                timeouts.add(path);
            }
        }
        if (pattern.options().emitTimeouts()) {
            for (Path<E> path : timeouts) {
                outcomes.accept(new Outcome.Timeout<>(path.captured(automaton.variables()), path.startMillis(),
                        dueMillis, String.join(" | ", branches.awaited(path))));
            }
        }
        new Completion<>(state, dueMillis, outcomes).tell(matches);
        if (!branches.isComplete()) {
            branches.longest().ifPresent(path -> outcomes.accept(new Outcome.Overflow<>(
                    path.captured(automaton.variables()), path.startMillis(), dueMillis, "")));
        }
    }
}
