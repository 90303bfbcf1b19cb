package io.millrace.expressions.pattern;

import io.millrace.event.EventField;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of an event as an object, by their names in JSON; absent ones are left out. Copies nothing to be read. */
class EventFields extends AbstractMap<String, Object> {

    private final PatternEvent event;

    EventFields(PatternEvent event) {
        this.event = event;
    }

    /** All the events, each as an object. */
    static List<Map<String, Object>> each(List<? extends PatternEvent> events) {
        return events.stream().<Map<String, Object>>map(EventFields::new).toList();
    }

    @Override
    public Object get(Object name) {
        var field = name instanceof String text ? EventField.named(text) : null;
        return field == null ? null : field.of(event.event());
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return event.event().fields().entrySet();
    }

}
