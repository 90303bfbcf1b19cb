package io.millrace.query.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The meters of live push. */
final class LiveMeters {

    /** Clients that are connected. */
    static final String CLIENTS = "millrace.query.live.clients";
    /** Results that a client was too slow for; each is also told to that client in a {@code gap} event. */
    static final String DROPPED = "millrace.query.live.dropped";
    /** Connections closed because the client took nothing for the stall timeout. */
    static final String STALLED = "millrace.query.live.stalled";
    /** Records passed over because the feed was too far behind. */
    static final String SKIPPED = "millrace.query.live.skipped";
    /** Records that are not what their topic holds. */
    static final String UNREADABLE = "millrace.query.live.unreadable";

    private final Counter dropped;
    private final Counter stalled;
    private final Counter skipped;
    private final Counter unreadable;

    LiveMeters(MeterRegistry registry) {
        dropped = registry.counter(DROPPED);
        stalled = registry.counter(STALLED);
        skipped = registry.counter(SKIPPED);
        unreadable = registry.counter(UNREADABLE);
    }

    void dropped(long results) {
        dropped.increment(results);
    }

    void stalled() {
        stalled.increment();
    }

    void skipped(long records) {
        skipped.increment(records);
    }

    void unreadable() {
        unreadable.increment();
    }

}
