package io.millrace.cep.explain;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.pattern.ActivePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest events that concerned a pattern and moved nothing: {@value #EVENTS} of each of the {@value #KEYS} keys that
 * were refused something last. In memory only; a restart forgets them. Belongs to one task.
 */
public final class RefusedEvents {

    static final int EVENTS = 16;
    static final int KEYS = 10_000;

    private record Key(String tenant, String key) {}

    /** An event, and the patterns that it did move. */
    private record Refused(byte[] json, long timestampMillis, List<ActivePattern> moved) {

        private boolean isBy(String pattern) {
            return moved.stream().noneMatch(one -> one.name().equals(pattern));
        }
    }

    /** The latest of a key; the oldest place is used next. */
    private static final class Ring {

        private final Refused[] events = new Refused[EVENTS];
        private int next;

        private void note(IncomingEvent event, List<ActivePattern> moved) {
            events[next] = new Refused(event.json(), event.timestampMillis(), moved);
            next = (next + 1) % EVENTS;
        }
    }

    private final Map<Key, Ring> byKey = new LinkedHashMap<>(1024, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Ring> eldest) {
            return size() > KEYS;
        }
    };

    /**
     * Notes that an event did not move all patterns that it concerns.
     *
     * @param moved
     *            those that it did move
     */
    public void note(String tenant, String key, IncomingEvent event, List<ActivePattern> moved) {
        byKey.computeIfAbsent(new Key(tenant, key), _ -> new Ring()).note(event, moved);
    }

    /** The events of a key that concerned a pattern and moved nothing of it, the latest first. */
    public List<IncomingEvent> of(String tenant, String key, ActivePattern pattern) {
        var found = new ArrayList<IncomingEvent>();
        var ring = byKey.get(new Key(tenant, key));
        for (int back = 1; ring != null && back <= EVENTS; back++) {
            var refused = ring.events[(ring.next + EVENTS - back) % EVENTS];
            if (refused != null && refused.isBy(pattern.name())) {
                var event = IncomingEvent.of(refused.json, refused.timestampMillis);
                if (pattern.concerns(event.eventType())) {
                    found.add(event);
                }
            }
        }
        return found;
    }

}
