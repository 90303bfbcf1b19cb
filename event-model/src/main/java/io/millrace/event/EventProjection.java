package io.millrace.event;

import java.util.List;
import java.util.Set;

/** Shim. */
public final class EventProjection {

    public EventProjection(Set<List<String>> paths) {}

    public Event read(byte[] json, long timestampMillis) {
        return EventJson.read(json);
    }

}
