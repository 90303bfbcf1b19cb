package io.millrace.expressions.pattern;

import io.millrace.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What expressions see of a pattern variable: the fields of its last event, and {@code first} and {@code last}. */
final class TakenEvents extends EventFields {

    private static final String FIRST = "first";
    private static final String LAST = "last";

    private final Event first;
    private final Event last;

    private TakenEvents(Event first, Event last) {
        super(last);
        this.first = first;
        this.last = last;
    }

    /** Of the events taken, oldest first; null when there are none. */
    static TakenEvents of(List<Event> taken) {
        return taken.isEmpty() ? null : new TakenEvents(taken.getFirst(), taken.getLast());
    }

    /** Of the event at hand, as if it were the only one. */
    static TakenEvents of(Event event) {
        return new TakenEvents(event, event);
    }

    @Override
    public Object get(Object name) {
        return FIRST.equals(name)
                ? new EventFields(first)
                : LAST.equals(name) ? new EventFields(last) : super.get(name);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        var entries = new HashMap<String, Object>(last.fields());
        entries.put(FIRST, new EventFields(first));
        entries.put(LAST, new EventFields(last));
        return Map.copyOf(entries).entrySet();
    }

}
