package io.millrace.cep.match;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.expressions.pattern.EventIndex;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which patterns of a list an event can matter to; an index over the lists that come again and again. Belongs to one task. */
final class PatternIndexes {

    /** Fewer are tried one by one. */
    private static final int FEW = 4;
    /** Lists of events from the store do not come again. */
    private static final int MAX_LISTS = 1_000;

    private final Map<List<ActivePattern>, EventIndex> indexes = new IdentityHashMap<>();

    /** The places in the list of those that the event can matter to; null for all of them. */
    BitSet concerned(List<ActivePattern> patterns, IncomingEvent event) {
        if (patterns.size() < FEW) {
            return null;
        }
        var index = indexes.get(patterns);
        if (index == null) {
            if (indexes.size() == MAX_LISTS) {
                indexes.clear();
            }
            index = EventIndex.of(patterns.stream().map(ActivePattern::behaviour).toList());
            indexes.put(patterns, index);
        }
        return index.concerned(event);
    }

}
