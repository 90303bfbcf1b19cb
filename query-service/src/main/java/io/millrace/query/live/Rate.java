package io.millrace.query.live;

import java.time.Instant;
import java.util.List;

/**
 * How many events came in a second.
 *
 * @param at
 *            end of the second, by this service's clock
 * @param eventsPerSecond
 *            all events
 * @param byType
 *            the most frequent types, the most frequent first
 * @param incomplete
 *            whether some events were not looked at, because the feed was too far behind
 */
record Rate(Instant at, double eventsPerSecond, List<TypeRate> byType, boolean incomplete) {

    /** How many events of one type came in a second. */
    record TypeRate(String type, double eventsPerSecond) {}

}
