package io.millrace.expressions.pattern;

import io.millrace.event.Event;

/** An event that is there as a whole. */
record WholeEvent(Event event) implements PatternEvent {

    @Override
    public String eventId() {
        return event.eventId();
    }

    @Override
    public String eventType() {
        return event.eventType();
    }

    @Override
    public long timestampMillis() {
        return event.timestampMillis();
    }

}
