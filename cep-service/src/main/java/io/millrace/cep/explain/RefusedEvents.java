package io.millrace.cep.explain;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.pattern.ActivePattern;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** An event and the patterns that it moved nothing of. */
    private static final class Refused {

        private final byte[] json;
        private final long timestampMillis;
        private ActivePattern[] by;

        private Refused(IncomingEvent event, ActivePattern pattern) {
            json = event.json();
            timestampMillis = event.timestampMillis();
            by = new ActivePattern[]{pattern};
        }

        private boolean isBy(String pattern) {
            return Arrays.stream(by).anyMatch(one -> one.name().equals(pattern));
        }
    }

    /** The latest of a key; the oldest place is used next. */
    private static final class Ring {

        private final Refused[] events = new Refused[EVENTS];
        private int next;

        private void note(IncomingEvent event, ActivePattern pattern) {
            var latest = events[(next + EVENTS - 1) % EVENTS];
            if (latest != null && latest.json == event.json()) {
                latest.by = Arrays.copyOf(latest.by, latest.by.length + 1);
                latest.by[latest.by.length - 1] = pattern;
            } else {
                events[next] = new Refused(event, pattern);
                next = (next + 1) % EVENTS;
            }
        }
    }

    private final Map<Key, Ring> byKey = new LinkedHashMap<>(1024, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Ring> eldest) {
            return size() > KEYS;
        }
    };

    /** Notes that an event moved nothing of a pattern. */
    public void note(String tenant, String key, IncomingEvent event, ActivePattern pattern) {
        byKey.computeIfAbsent(new Key(tenant, key), _ -> new Ring()).note(event, pattern);
    }

    /** The events of a key that moved nothing of the pattern of that name, the latest first. */
    public List<IncomingEvent> of(String tenant, String key, String pattern) {
        var found = new ArrayList<IncomingEvent>();
        var ring = byKey.get(new Key(tenant, key));
        for (int back = 1; ring != null && back <= EVENTS; back++) {
            var refused = ring.events[(ring.next + EVENTS - back) % EVENTS];
            if (refused != null && refused.isBy(pattern)) {
                found.add(IncomingEvent.of(refused.json, refused.timestampMillis));
            }
        }
        return found;
    }

}
