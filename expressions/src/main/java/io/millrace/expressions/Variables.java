package io.millrace.expressions;

import io.millrace.event.Event;
import java.util.Map;

/** The values of an expression's variables, by name; null for an absent one. */
@FunctionalInterface
public interface Variables {

    /** The value of {@code name}: a JSON value or an instant, or null. */
    Object get(String name);

    /** The fields of an event. */
    static Variables of(Event event) {
        return new EventVariables(event);
    }

    /** The entries of a map. */
    static Variables of(Map<String, ?> values) {
        return values::get;
    }

}
