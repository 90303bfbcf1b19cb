package io.millrace.pattern;

import java.util.List;

/**
 * The events that a run has taken so far, as a {@link Condition} sees them.
 *
 * @param <E> the type of the events
 */
@FunctionalInterface
public interface Captured<E> {

    /** The events taken under a variable, oldest first; empty when there are none or there is no such variable. */
    List<E> events(String variable);

    /** Nothing taken yet. */
    static <E> Captured<E> none() {
        return _ -> List.of();
    }
}
