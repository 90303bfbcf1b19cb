package io.millrace.pattern;

import java.util.List;

/**
 * What an event or the passing of time did to a key.
 *
 * @param state the state from now on; the same object as before when nothing changed
 * @param outcomes in the order in which they are to be reported: timeouts by deadline, then matches by start, then
 *            overflows by start
 * @param changed whether the state differs from the one before and so has to be kept anew
 * @param <E> the type of the events
 */
public record MatchStep<E>(KeyState<E> state, List<Outcome<E>> outcomes, boolean changed) {

    /** Copies the outcomes. */
    public MatchStep {
        outcomes = List.copyOf(outcomes);
    }
}
