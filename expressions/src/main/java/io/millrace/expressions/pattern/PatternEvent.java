package io.millrace.expressions.pattern;

import io.millrace.event.Event;
import io.millrace.result.CapturedEvent;

/**
 * An event as patterns see it: what nearly every pattern asks for at once, the rest on demand. Whoever has an event as
 * bytes need not read them as long as only its type and time matter.
 */
public interface PatternEvent {

    /** Its identity within its tenant. */
    String eventId();

    /** Its type. */
    String eventType();

    /** Event time in milliseconds since 1970. */
    long timestampMillis();

    /** All of it. */
    Event event();

    /** The event as it stands in results. */
    default CapturedEvent captured() {
        return CapturedEvent.of(event());
    }

    /** An event that is there as a whole. */
    static PatternEvent of(Event event) {
        return new WholeEvent(event);
    }

}
