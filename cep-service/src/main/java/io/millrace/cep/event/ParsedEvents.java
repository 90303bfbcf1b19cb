package io.millrace.cep.event;

import java.util.ArrayList;
import java.util.List;

/**
 * The events in open runs of which the parsed form is in memory, so that it can be let go again: the bytes are a fraction of
 * it. Belongs to one task.
 */
public final class ParsedEvents {

    /** More are not kept parsed for long. */
    private static final int MANY = 10_000;

    private final List<IncomingEvent> events = new ArrayList<>();

    void note(IncomingEvent event) {
        events.add(event);
    }

    /** Keeps the bytes only if there are many. */
    public void limit() {
        if (events.size() >= MANY) {
            forget();
        }
    }

    /** Keeps the bytes only. */
    public void forget() {
        if (!events.isEmpty()) {
            events.forEach(IncomingEvent::forgetParsed);
            events.clear();
        }
    }

}
