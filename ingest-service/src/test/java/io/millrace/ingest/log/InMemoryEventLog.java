package io.millrace.ingest.log;

import io.millrace.event.Event;
import io.millrace.result.RejectedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A log in memory that has what was appended once it is awaited, and can be away. Thread-safe. */
public final class InMemoryEventLog implements EventLog {

    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final List<RejectedEvent> rejections = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean away;

    /** From now on nothing is acknowledged, or everything again. */
    public void setAway(boolean away) {
        this.away = away;
    }

    /** The acknowledged events. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The acknowledged rejections. */
    public List<RejectedEvent> rejections() {
        return List.copyOf(rejections);
    }

    /** Forgets everything. */
    public void clear() {
        events.clear();
        rejections.clear();
    }

    @Override
    public Append begin() {
        return new Append() {

            private final List<Event> appended = new ArrayList<>();
            private final List<RejectedEvent> rejected = new ArrayList<>();

            @Override
            public void add(Event event) {
                appended.add(event);
            }

            @Override
            public void add(RejectedEvent rejection) {
                rejected.add(rejection);
            }

            @Override
            public void await() {
                if (away) {
                    throw new NotAcknowledgedException("the log is away", null);
                }
                events.addAll(appended);
                rejections.addAll(rejected);
            }

        };
    }

}
