package io.millrace.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Applies a compiled pattern to the events of keys. It holds no state of its own: a key's state goes in, the new one
 * comes out, so it is thread-safe as far as the conditions are.
 *
 * <p>Events of a key are taken in the order of the calls. They should come in order of time; an event that is older
 * than the one before is taken as it comes and can't bring an ended run back.
 *
 * <p>Cost: an event is tested once per step, and once per waiting run at steps whose condition looks back. Apart from
 * that it costs as much as the runs that it starts, moves or ends, not as those that stay.
 *
 * @param <E> the type of the events
 */
public final class PatternMatcher<E> {

    private final CompiledPattern<E> pattern;
    private final KeyState<E> emptyState;

    private PatternMatcher(CompiledPattern<E> pattern) {
        this.pattern = pattern;
        this.emptyState = new KeyState<>(pattern, pattern.steps().stream().map(RunQueue::empty).toList(), 0);
    }

    /** A matcher of a pattern. */
    public static <E> PatternMatcher<E> of(CompiledPattern<E> pattern) {
        return new PatternMatcher<>(Objects.requireNonNull(pattern, "pattern"));
    }

    /** The pattern that it matches. */
    public CompiledPattern<E> pattern() {
        return pattern;
    }

    /** The state of a key without open runs. */
    public KeyState<E> emptyState() {
        return emptyState;
    }

    /**
     * The state with these open runs, in whatever order, as {@link KeyState#runs()} gave them.
     *
     * @throws IllegalArgumentException when a run does not fit the pattern, as after a change of it
     */
    public KeyState<E> restore(List<Run<E>> runs) {
        if (runs.isEmpty()) {
            return emptyState;
        }
        var byStep = new ArrayList<List<Run<E>>>();
        pattern.steps().forEach(_ -> byStep.add(new ArrayList<>()));
        long lastPosition = 0;
        for (Run<E> run : runs) {
            requireFit(run);
            byStep.get(run.step()).add(run);
            lastPosition = Math.max(lastPosition, run.lastPosition());
        }
        byStep.forEach(waiting -> waiting.sort(Run.ORDER));
        var queues = pattern.steps().stream().map(step -> RunQueue.of(step, byStep.get(step.index()))).toList();
        return new KeyState<>(pattern, queues, lastPosition + 1);
    }

    /**
     * Ends the runs that are due by the event's time, then offers the event to the others and to the first step.
     *
     * @param timestampMillis the event's time, milliseconds since the epoch
     * @throws IllegalArgumentException when the state belongs to another pattern
     */
    public MatchStep<E> onEvent(KeyState<E> state, E event, long timestampMillis) {
        requireOwn(state);
        var turn = new Turn<>(pattern, state);
        turn.expire(timestampMillis);
        turn.take(event, timestampMillis);
        turn.bound(timestampMillis);
        return turn.finish();
    }

    /**
     * Ends the runs that are due by a watermark.
     *
     * @param watermarkMillis the time before which no event is to be expected any more, milliseconds since the epoch
     * @throws IllegalArgumentException when the state belongs to another pattern
     */
    public MatchStep<E> onTime(KeyState<E> state, long watermarkMillis) {
        requireOwn(state);
        var turn = new Turn<>(pattern, state);
        turn.expire(watermarkMillis);
        return turn.finish();
    }

    private void requireOwn(KeyState<E> state) {
        if (!state.belongsTo(pattern)) {
            throw new IllegalArgumentException("the state belongs to another pattern; restore its runs instead");
        }
    }

    private void requireFit(Run<E> run) {
        List<String> variables = pattern.variables();
        List<String> captured = run.captured().stream().map(CapturedEvent::variable).toList();
        if (run.step() < 1 || run.step() >= variables.size() || !captured.equals(variables.subList(0, run.step()))) {
            throw new IllegalArgumentException("a run at step " + run.step() + " with " + captured
                    + " does not fit the pattern " + pattern.node().toText());
        }
    }
}
