package io.millrace.pattern;

import io.millrace.pattern.automaton.Automaton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Applies a compiled pattern to the events of keys. It holds no state of its own, so it is thread-safe as far as the
 * conditions are; the {@link KeyState} that it is given belongs to one thread.
 *
 * <p>Events of a key are taken in the order of the calls. They should come in order of time; an event that is older than
 * the one before is taken as it comes and can't bring an ended run back.
 *
 * <p>Cost: an event is tested once per condition, and at conditions that look back once per branch that waits there, or
 * once per branch whose value is equal where the condition is an equality. Apart from that it costs as much as there are
 * places in the pattern where branches wait and do something, and as much as there is to tell, however many branches
 * there are.
 *
 * @param <E> the type of the events
 */
public final class PatternMatcher<E> {

    private final CompiledPattern<E> pattern;
    private final Automaton automaton;
    private final long[] lookBackStates;
    private final boolean begins;

    private PatternMatcher(CompiledPattern<E> pattern, boolean begins) {
        this.pattern = pattern;
        this.automaton = pattern.automaton();
        this.begins = begins;
        this.lookBackStates = new long[(automaton.size() + 63) / 64];
        for (int state = 0; state < automaton.size(); state++) {
            if (automaton.lookBacks(state) != 0) {
                lookBackStates[state >> 6] |= 1L << state;
            }
        }
    }

    /** A matcher of a pattern. */
    public static <E> PatternMatcher<E> of(CompiledPattern<E> pattern) {
        return new PatternMatcher<>(Objects.requireNonNull(pattern, "pattern"), true);
    }

    /** The pattern that it matches. */
    public CompiledPattern<E> pattern() {
        return pattern;
    }

    /** A matcher of the same pattern and states that lets open runs go on but begins no new ones. */
    public PatternMatcher<E> draining() {
        return new PatternMatcher<>(pattern, false);
    }

    /** The state of a key without open runs. */
    public KeyState<E> newState() {
        return new KeyState<>(pattern);
    }

    /**
     * Applies an event, after the deadlines up to its time.
     *
     * @param state changes
     * @param timestampMillis the time of the event, milliseconds since the epoch
     * @param outcomes gets what comes of it: by deadline what the passing of time does, then matches by start, then
     *            what is dropped for a limit; must not call the matcher
     */
    public void onEvent(KeyState<E> state, E event, long timestampMillis, Consumer<? super Outcome<E>> outcomes) {
        boolean hasEnded = end(state, timestampMillis, outcomes);
        long truths = pattern.truths(event);
        Automaton.Row row = automaton.row(truths);
        boolean mayBegin = begins && truths != 0;
        if (!mayBegin && !moves(state, row, truths)) {
            if (hasEnded) {
                state.updateDue();
            }
            return;
        }
        var turn = new Turn<>(state, event, timestampMillis, truths, row);
        move(state, row, truths, turn);
        if (mayBegin) {
            turn.begin(outcomes);
        }
        if (turn.hasMoved()) {
            turn.settle();
            if (!turn.completed().isEmpty()) {
                new Completion<>(state, timestampMillis, outcomes).completed(turn.completed());
            } else if (!state.held.isEmpty()) {
                new Completion<>(state, timestampMillis, outcomes).releaseHeld();
            }
            if (Limits.areExceeded(state)) {
                new Limits<>(state, outcomes).enforce(timestampMillis);
            }
            state.tidy();
        }
        if (turn.hasMoved() || hasEnded) {
            state.updateDue();
        }
    }

    private boolean moves(KeyState<E> state, Automaton.Row row, long truths) {
        for (int word = 0; word < row.moving().length; word++) {
            if ((state.occupied(word) & (row.moving()[word] | (truths == 0 ? 0 : lookBackStates[word]))) != 0) {
                return true;
            }
        }
        return false;
    }

    private void move(KeyState<E> state, Automaton.Row row, long truths, Turn<E> turn) {
        for (int word = 0; word < row.moving().length; word++) {
            long moving = state.occupied(word) & (row.moving()[word] | (truths == 0 ? 0 : lookBackStates[word]));
            for (; moving != 0; moving &= moving - 1) {
                turn.move((word << 6) + Long.numberOfTrailingZeros(moving));
            }
        }
    }

    /**
     * Lets time pass: what has a deadline at or before the watermark ends.
     *
     * @param watermarkMillis a time before which no event of the key comes any more, milliseconds since the epoch
     */
    public void onTime(KeyState<E> state, long watermarkMillis, Consumer<? super Outcome<E>> outcomes) {
        if (end(state, watermarkMillis, outcomes)) {
            state.updateDue();
        }
    }

    /** Ends what is due; tells whether there may have been any. */
    private boolean end(KeyState<E> state, long watermarkMillis, Consumer<? super Outcome<E>> outcomes) {
        if (state.pattern() != pattern) {
            throw new IllegalArgumentException("the state is of another pattern");
        }
        if (watermarkMillis < state.dueMillis()) {
            return false;
        }
        if (pattern.endsSilently() && state.held.isEmpty()) {
            Expiry.silently(state, watermarkMillis);
        } else {
            new Expiry<>(state, outcomes).until(watermarkMillis);
        }
        return true;
    }

    /** The branches of a key, the run that started first going first; at most {@code limit}. */
    public List<Branch<E>> branches(KeyState<E> state, int limit) {
        var branches = new Branches<>(state, limit).add(state.liveFrom(), Long.MAX_VALUE);
        var found = new ArrayList<Branch<E>>();
        for (Path<E> path : branches.inOrder()) {
            long deadline = Deadlines.after(path.startMillis(), pattern.withinMillis());
            for (int at : branches.states(path)) {
                deadline = Math.min(deadline, Deadlines.after(path.lastMillis(), automaton.gapMillis(at)));
            }
            found.add(new Branch<>(path.captured(automaton.variables()), path.startMillis(), path.lastMillis(),
                    branches.awaited(path),
                    deadline == Automaton.UNLIMITED ? OptionalLong.empty() : OptionalLong.of(deadline),
                    branches.isPending(path)));
        }
        return found;
    }

    /** The stored form of a state; each event that it keeps is in it once. */
    public byte[] write(KeyState<E> state, EventCodec<E> codec) {
        return StateFormat.write(state, codec);
    }

    /**
     * Reads what {@link #write} gave.
     *
     * @throws IllegalArgumentException when it is of another version of the format or another pattern
     */
    public KeyState<E> read(byte[] stored, EventCodec<E> codec) {
        return StateFormat.read(pattern, stored, codec);
    }

    /** {@link KeyState#nextDeadline} of a stored state. */
    public static OptionalLong storedDeadline(byte[] stored) {
        return StateFormat.deadline(stored);
    }

    /** {@link KeyState#openRuns} of a stored state. */
    public static int storedRuns(byte[] stored) {
        return StateFormat.openRuns(stored);
    }
}
