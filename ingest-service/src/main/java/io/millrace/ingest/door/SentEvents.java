package io.millrace.ingest.door;

import java.util.List;
import java.util.Map;

/**
 * The events of a request, still as their sender wrote them.
 *
 * @param body
 *            what the request brought
 * @param places
 *            where in it the events stand
 * @param alone
 *            whether the body is one event, not a list
 * @param context
 *            the {@code context} beside a list of events, or an empty map
 */
record SentEvents(byte[] body, List<Place> places, boolean alone, Map<String, Object> context) {

    /** A part of the body. */
    record Place(int offset, int length) {}

    /** A body that is one event. */
    static SentEvents one(byte[] body) {
        return new SentEvents(body, List.of(new Place(0, body.length)), true, Map.of());
    }

}
