package io.millrace.expressions;

import io.millrace.event.Event;
import io.millrace.event.EventField;

/** The fields of an event as variables; closures know it and read their fields without a look-up by name. */
record EventVariables(Event event) implements Variables {

    @Override
    public Object get(String name) {
        var field = EventField.named(name);
        return field == null ? null : field.of(event);
    }

}
