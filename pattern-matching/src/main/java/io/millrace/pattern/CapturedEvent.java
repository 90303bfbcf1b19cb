package io.millrace.pattern;

import java.util.Objects;

/**
 * An event that a run has taken.
 *
 * @param variable the name under which it was taken
 * @param event the event
 * @param timestampMillis its time, milliseconds since the epoch
 * @param position its place among the captured events of its key, in order of arrival: it orders events of equal time
 *            and tells whether two runs took the same event
 * @param <E> the type of the events
 */
public record CapturedEvent<E>(String variable, E event, long timestampMillis, long position) {

    /** Requires a variable and an event. */
    public CapturedEvent {
        Objects.requireNonNull(variable, "variable");
        Objects.requireNonNull(event, "event");
    }
}
