package io.millrace.pattern;

import io.millrace.pattern.SingleBucket.Single;
import io.millrace.pattern.automaton.Automaton;
import io.millrace.pattern.automaton.Moves;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
    private final Automaton.Row row;
    /** Where branches arrive and which; most events move those of one state only, which {@link #first} are. */
    private int firstTarget = Moves.NOWHERE;
    private Runs<E> first;
    private List<Arriving<E>> others = List.of();
    private List<Runs<E>> completed = List.of();
    private boolean hasMoved;
    private boolean hasTaken;

    Turn(KeyState<E> state, E event, long timestampMillis, long truths, Automaton.Row row) {
        this.pattern = state.pattern();
        this.automaton = state.automaton();
        this.state = state;
        this.event = event;
        this.truths = truths;
        this.row = row;
        this.arrival = new Arrival<>(event, timestampMillis, state.nextPosition());
    }

    /** Moves the branches that wait in a state. */
    void move(int from) {
        long lookBacks = automaton.lookBacks(from) & truths;
        if (lookBacks == 0) {
            Moves moves = row.moves()[from];
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
    void begin(Consumer<? super Outcome<E>> outcomes) {
        int start = automaton.start();
        long lookBacks = automaton.lookBacks(start) & truths;
        Automaton.Row beginning = lookBacks == 0 ? row : automaton.row(truthsFor((Taken<E>) null, lookBacks));
        Moves moves = beginning.moves()[start];
        if (moves == null || moves.takes().length == 0) {
            return;
        }
        boolean waits = false;
        for (Moves.Take take : moves.takes()) {
            waits |= take.target() != Moves.NOWHERE;
        }
        if (waits && Limits.areReached(state) && !new Limits<>(state, outcomes).admits(arrival)) {
            return;
        }
        if (waits) {
            state.begin(arrival);
        }
        take(null, moves);
    }

    private void follow(Runs<E> runs, Moves moves) {
        take(runs, moves);
        for (int target : moves.passesTo()) {
            arrive(target, runs);
        }
        if (moves.completesUntaken()) {
            complete(runs);
        }
    }

    private void take(Runs<E> runs, Moves moves) {
        hasMoved = true;
        for (Moves.Take take : moves.takes()) {
            var taken = new Taken<>(arrival, take.variable(), runs);
            hasTaken = true;
            if (take.target() != Moves.NOWHERE) {
                arrive(take.target(), taken);
                state.countKept();
            }
            if (take.completes()) {
                complete(taken);
            }
        }
    }

    private void arrive(int target, Runs<E> runs) {
        if (firstTarget == Moves.NOWHERE) {
            firstTarget = target;
            first = runs;
        } else {
            others = others.isEmpty() ? new ArrayList<>(2) : others;
            others.add(new Arriving<>(target, runs));
        }
    }

    private void complete(Runs<E> runs) {
        if (completed.isEmpty()) {
            completed = new ArrayList<>(1);
        }
        completed.add(runs);
    }

    /** Puts the moved branches where they wait from now on. */
    void settle() {
        if (firstTarget != Moves.NOWHERE) {
            put(firstTarget, first);
        }
        for (Arriving<E> each : others) {
            put(each.state(), each.runs());
        }
        if (hasTaken) {
            state.took(arrival.position());
        }
        if (hasMoved) {
            state.changed();
        }
    }

    private void put(int target, Runs<E> runs) {
        if (state.isTimed(target)) {
            state.addEach(target, runs);
        } else {
            state.add(target, runs);
        }
    }

    boolean hasMoved() {
        return hasMoved;
    }

    List<Runs<E>> completed() {
        return completed;
    }
}
