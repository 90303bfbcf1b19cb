package io.millrace.pattern;

import io.millrace.pattern.SingleBucket.Single;
import io.millrace.pattern.automaton.Automaton;
import io.millrace.pattern.automaton.Moves;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What one event does to the branches of a key. All of a state's branches move at once, unless what they do depends on
 * what each has taken. Used once; belongs to one thread.
 */
final class Turn<E> {

    private record Arriving<E>(int state, Runs<E> runs) {}

    private final CompiledPattern<E> pattern;
    private final Automaton automaton;
    private final KeyState<E> state;
    private final E event;
    private final long truths;
    private final Arrival<E> arrival;
    private final List<Arriving<E>> arriving = new ArrayList<>(4);
    private final List<Runs<E>> completed = new ArrayList<>(1);
    private boolean hasMoved;
    private boolean hasTaken;

    Turn(KeyState<E> state, E event, long timestampMillis, long truths) {
        this.pattern = state.pattern();
        this.automaton = state.automaton();
        this.state = state;
        this.event = event;
        this.truths = truths;
        this.arrival = new Arrival<>(event, timestampMillis, state.nextPosition());
    }

    /** Moves the branches that wait in a state. */
    void move(int from) {
        long lookBacks = automaton.lookBacks(from) & truths;
        if (lookBacks == 0) {
            Moves moves = automaton.row(truths).moves()[from];
            if (moves != null) {
                Runs<E> runs = state.bucket(from).snapshot();
                if (!moves.stays()) {
                    state.clear(from);
                }
                follow(runs, moves);
            }
        } else {
            moveEach(from, (SingleBucket<E>) state.bucket(from), lookBacks);
        }
    }

    private void moveEach(int from, SingleBucket<E> bucket, long lookBacks) {
        for (Single<E> single : concerned(from, bucket, lookBacks)) {
            Moves moves = automaton.row(truthsFor(single.branch, lookBacks)).moves()[from];
            if (moves != null) {
                if (!moves.stays()) {
                    bucket.remove(single);
                }
                follow(single.branch, moves);
            }
        }
        state.checkEmpty(from);
    }

    /** The branches that may move: found by hash when an equality alone decides and the others just stay. */
    private List<Single<E>> concerned(int from, SingleBucket<E> bucket, long lookBacks) {
        boolean isOne = (lookBacks & lookBacks - 1) == 0;
        if (isOne && automaton.row(truths & ~lookBacks).moves()[from] == null) {
            int number = Long.numberOfTrailingZeros(lookBacks);
            var correlation = ((Condition.LookBack<E>) pattern.condition(number)).correlation();
            if (correlation.isPresent()) {
                Function<? super Captured<E>, ?> ofCaptured = correlation.get().ofCaptured();
                return bucket.equalTo(number, correlation.get().ofEvent().apply(event),
                        branch -> ofCaptured.apply(captured(branch)));
            }
        }
        return bucket.all();
    }

    private long truthsFor(Taken<E> branch, long lookBacks) {
        return truthsFor(branch == null ? Captured.none() : captured(branch), lookBacks);
    }

    private long truthsFor(Captured<E> captured, long lookBacks) {
        long found = truths;
        for (long left = lookBacks; left != 0; left &= left - 1) {
            int number = Long.numberOfTrailingZeros(left);
            if (!((Condition.LookBack<E>) pattern.condition(number)).holds().test(event, captured)) {
                found &= ~(1L << number);
            }
        }
        return found;
    }

    private Captured<E> captured(Taken<E> branch) {
        return new CapturedBranch<>(branch, automaton.variables());
    }

    /** Begins runs with the event, unless the key has as many as it may. */
    void begin(Limits<E> limits) {
        int start = automaton.start();
        long lookBacks = automaton.lookBacks(start) & truths;
        Moves moves = automaton.row(lookBacks == 0 ? truths : truthsFor((Taken<E>) null, lookBacks)).moves()[start];
        if (moves == null || moves.takes().length == 0) {
            return;
        }
        boolean waits = false;
        for (Moves.Take take : moves.takes()) {
            waits |= take.target() != Moves.NOWHERE;
        }
        if (waits && !limits.admits(arrival)) {
            return;
        }
        if (waits) {
            state.starts.add(arrival.position(), arrival.timestampMillis());
        }
        take(null, moves);
    }

    private void follow(Runs<E> runs, Moves moves) {
        take(runs, moves);
        for (int target : moves.passesTo()) {
            arriving.add(new Arriving<>(target, runs));
        }
        if (moves.completesUntaken()) {
            completed.add(runs);
        }
    }

    private void take(Runs<E> runs, Moves moves) {
        hasMoved = true;
        for (Moves.Take take : moves.takes()) {
            var taken = new Taken<>(arrival, take.variable(), runs);
            hasTaken = true;
            if (take.target() != Moves.NOWHERE) {
                arriving.add(new Arriving<>(take.target(), taken));
                state.countKept();
            }
            if (take.completes()) {
                completed.add(taken);
            }
        }
    }

    /** Puts the moved branches where they wait from now on. */
    void settle() {
        for (Arriving<E> each : arriving) {
            if (automaton.gapMillis(each.state()) == Automaton.UNLIMITED) {
                state.add(each.state(), each.runs());
            } else {
                state.addEach(each.state(), each.runs());
            }
        }
        if (hasTaken) {
            state.took(arrival.position());
        }
        if (hasMoved) {
            state.changed();
        }
    }

    boolean hasMoved() {
        return hasMoved;
    }

    List<Runs<E>> completed() {
        return completed;
    }
}
