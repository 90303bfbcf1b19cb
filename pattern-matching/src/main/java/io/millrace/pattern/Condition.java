package io.millrace.pattern;

import java.util.function.Predicate;

/**
 * Decides whether an event can be taken under a name of the pattern. Must be free of side effects and thread-safe, and
 * give the same answer for the same arguments. What it throws passes through the matcher, which then has changed
 * nothing.
 *
 * @param <E> the type of the events
 */
@FunctionalInterface
public interface Condition<E> {

    /**
     * @param event the event at hand
     * @param captured what the run has taken so far; empty for the first event of a run, and always empty when this
     *            condition does not look back
     */
    boolean test(E event, Captured<E> captured);

    /**
     * Whether the answer depends on {@code captured}. A condition that says no is tested once per event instead of
     * once per event and run.
     */
    default boolean looksBack() {
        return true;
    }

    /** A condition on the event alone, which does not look back. */
    static <E> Condition<E> onEvent(Predicate<? super E> predicate) {
        return new Condition<>() {
            @Override
            public boolean test(E event, Captured<E> captured) {
                return predicate.test(event);
            }

            @Override
            public boolean looksBack() {
                return false;
            }
        };
    }
}
