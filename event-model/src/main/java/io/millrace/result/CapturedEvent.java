package io.millrace.result;

import io.millrace.event.Event;
import java.time.Instant;
import java.util.Map;

/** An event as it stands in a match: identity, time, type and the sender's fields. */
public record CapturedEvent(String eventId, String eventType, Instant timestamp, Map<String, Object> data) {

    /** What a match keeps of {@code event}. */
    public static CapturedEvent of(Event event) {
        return new CapturedEvent(event.eventId(), event.eventType(), event.timestamp(), event.data());
    }

}
