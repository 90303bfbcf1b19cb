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

    private static final int NONE = -1;

    private final KeyState<E> state;
    private final CompiledPattern<E> pattern;
    private final Automaton automaton;
    private final Consumer<? super Outcome<E>> outcomes;
    private final boolean hasPending;

    Expiry(KeyState<E> state, Consumer<? super Outcome<E>> outcomes) {
        this.state = state;
        this.pattern = state.pattern();
        this.automaton = state.automaton();
        this.outcomes = outcomes;
        this.hasPending = pattern.closingAbsence() != null;
    }

    void until(long nowMillis) {
        while (!state.isEmpty()) {
            long startDue = state.starts.isEmpty()
                    ? Automaton.UNLIMITED
                    : Deadlines.after(state.starts.firstMillis(), pattern.withinMillis());
            int gapState = earliestGapState();
            long gapDue = gapState == NONE ? Automaton.UNLIMITED : gapDue(gapState);
            long due = Math.min(startDue, gapDue);
            if (due > nowMillis || due == Automaton.UNLIMITED) {
                return;
            }
            state.changed();
            if (startDue <= gapDue) {
                endOldestRuns(startDue, nowMillis);
            } else {
                endWaiting(gapState, gapDue);
            }
            new Completion<>(state, due, outcomes).releaseHeld();
        }
    }

    private int earliestGapState() {
        int earliest = NONE;
        for (int at : pattern.gapStates()) {
            if (state.bucket(at) != null && (earliest == NONE || gapDue(at) < gapDue(earliest))) {
                earliest = at;
            }
        }
        return earliest;
    }

    private long gapDue(int at) {
        return Deadlines.after(state.bucket(at).earliestLastMillis(), automaton.gapMillis(at));
    }

    private void endOldestRuns(long dueMillis, long nowMillis) {
        long position = state.starts.firstPosition();
        if (!pattern.options().emitTimeouts() && !hasPending) {
            state.dropBefore(lastDue(nowMillis) + 1);
            return;
        }
        var branches = new Branches<>(state, state.liveFrom(), position);
        end(branches, dueMillis);
        state.dropBefore(position + 1);
    }

    /** The position of the youngest start whose time is up, when there is nothing to tell of each. */
    private long lastDue(long nowMillis) {
        int last = 0;
        while (last + 1 < state.starts.size()
                && Deadlines.after(state.starts.millis(last + 1), pattern.withinMillis()) <= nowMillis
                && pattern.gapStates().length == 0) {
            last++;
        }
        return state.starts.position(last);
    }

    /** Ends the branches that have waited longest in a state with a gap limit, or lets them go on without it. */
    private void endWaiting(int at, long dueMillis) {
        long lastMillis = dueMillis - automaton.gapMillis(at);
        Runs<E> waiting = state.bucket(at).snapshot();
        state.clear(at);
        var due = new ArrayList<Runs<E>>();
        if (waiting instanceof Slice<E> slice) {
            for (int i = slice.from; i < slice.to; i++) {
                keepOrEnd(at, slice.entries[i], lastMillis, due);
            }
        } else {
            keepOrEnd(at, waiting, lastMillis, due);
        }
        for (Runs<E> runs : due) {
            if (automaton.afterGap(at) != Moves.NOWHERE) {
                state.add(automaton.afterGap(at), runs);
            } else if (pattern.options().emitTimeouts() || hasPending) {
                end(new Branches<>(state, at, runs), dueMillis);
            }
        }
    }

    private void keepOrEnd(int at, Runs<E> runs, long lastMillis, ArrayList<Runs<E>> due) {
        if (((Taken<E>) runs).arrival.timestampMillis() <= lastMillis) {
            due.add(runs);
        } else {
            state.add(at, runs);
        }
    }

    private void end(Branches<E> branches, long dueMillis) {
        var matches = new ArrayList<HeldMatch<E>>();
        var timeouts = new ArrayList<Path<E>>();
        for (Path<E> path : branches.inOrder()) {
            if (branches.isPending(path)) {
                matches.add(new HeldMatch<>(path, dueMillis));
            } else {
                timeouts.add(path);
            }
        }
        new Completion<>(state, dueMillis, outcomes).tell(matches);
        if (pattern.options().emitTimeouts()) {
            for (Path<E> path : timeouts) {
                if (path.startPosition() >= state.liveFrom()) {
                    outcomes.accept(new Outcome.Timeout<>(path.captured(automaton.variables()), path.startMillis(),
                            dueMillis, String.join(" | ", branches.awaited(path))));
                }
            }
        }
        if (!branches.isComplete()) {
            branches.longest().ifPresent(path -> outcomes.accept(new Outcome.Overflow<>(
                    path.captured(automaton.variables()), path.startMillis(), dueMillis, "")));
        }
    }
}
