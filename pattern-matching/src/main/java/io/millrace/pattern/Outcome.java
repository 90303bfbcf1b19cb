package io.millrace.pattern;

import java.util.List;
import java.util.Map;

/**
 * What came of a branch of a run. The captured events are by variable, in the order of the pattern; the maps can't be
 * changed. Times are milliseconds since the epoch.
 *
 * @param <E> the type of the events
 */
public sealed interface Outcome<E> {

    /** The events that the branch took. */
    Map<String, List<E>> captured();

    /** The time of the run's first event. */
    long startMillis();

    /**
     * The pattern is complete.
     *
     * @param endMillis the time of the last event, or the deadline where the pattern ends with an absence
     */
    record Match<E>(Map<String, List<E>> captured, long startMillis, long endMillis) implements Outcome<E> {}

    /**
     * The pattern can no longer be completed in time.
     *
     * @param deadlineMillis the first instant that was too late: start + within, or the time of the branch's last event
     *            + the gap limit, whichever comes first. The outcome is of this time, however late it was noticed.
     * @param waitingFor the variable whose event did not come; {@code cart | buy} where several would have done
     */
    record Timeout<E>(Map<String, List<E>> captured, long startMillis, long deadlineMillis, String waitingFor)
            implements
                Outcome<E> {}

    /**
     * Something was dropped for a limit: a run since its key had too many or kept too many events, or what went beyond
     * {@link PatternOptions#MAX_TOLD_AT_ONCE}.
     *
     * @param captured of the longest branch of the run
     * @param droppedAtMillis the time of the event that made room necessary
     * @param waitingFor the variable whose event it waited for; empty when it was complete
     */
    record Overflow<E>(Map<String, List<E>> captured, long startMillis, long droppedAtMillis, String waitingFor)
            implements
                Outcome<E> {}
}
