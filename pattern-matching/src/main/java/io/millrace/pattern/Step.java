package io.millrace.pattern;

/**
 * A step of a compiled sequence: one event to take.
 *
 * @param index its place, counted from 0
 * @param variable the name under which the event is taken
 * @param condition what the event must fit
 * @param contiguity how close to the previous step's event it must come; of no meaning at step 0
 * @param gapMillis the exclusive limit of the time since the previous step's event, or {@link #UNLIMITED}
 * @param withinMillis the exclusive limit of the time since the run's start, or {@link #UNLIMITED}
 */
record Step<E>(int index, String variable, Condition<E> condition, Contiguity contiguity, long gapMillis,
        long withinMillis) {

    /** No limit of time; as a deadline: none. */
    static final long UNLIMITED = Long.MAX_VALUE;

    /** The time from which on a run waiting here can take no more, or {@link #UNLIMITED}. */
    long deadline(Run<E> run) {
        return Math.min(after(run.startMillis(), withinMillis), after(run.lastMillis(), gapMillis));
    }

    static boolean isDue(long deadline, long nowMillis) {
        return deadline <= nowMillis && deadline != UNLIMITED;
    }

    private static long after(long millis, long limit) {
        return limit == UNLIMITED || millis > UNLIMITED - limit ? UNLIMITED : millis + limit;
    }
}
