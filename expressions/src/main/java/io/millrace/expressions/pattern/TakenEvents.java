package io.millrace.expressions.pattern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What expressions see of a pattern variable: the fields of its last event, and {@code first} and {@code last}. */
final class TakenEvents extends EventFields {

    private static final String FIRST = "first";
    private static final String LAST = "last";

    private final PatternEvent first;
    private final PatternEvent last;

    private TakenEvents(PatternEvent first, PatternEvent last) {
        super(last);
        this.first = first;
        this.last = last;
    }

    /** Of the events taken, oldest first; null when there are none. */
    static TakenEvents of(List<? extends PatternEvent> taken) {
        return taken.isEmpty() ? null : new TakenEvents(taken.getFirst(), taken.getLast());
    }

    /** Of the event at hand, as if it were the only one. */
    static TakenEvents of(PatternEvent event) {
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
        var entries = new HashMap<String, Object>(last.event().fields());
        entries.put(FIRST, new EventFields(first));
        entries.put(LAST, new EventFields(last));
        return Map.copyOf(entries).entrySet();
    }

}
