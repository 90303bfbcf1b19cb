package io.millrace.metrics;

import io.millrace.event.Event;
import io.millrace.testkit.event.EventBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Events of two tenants over two days, in bursts, with and without users and amounts. */
final class RandomEvents {

    /** The last of March 2024, when Berlin put its clocks forward, is the second day. */
    private static final Instant START = Instant.parse("2024-03-30T00:00:00Z");
    private static final String[] TENANTS = {"t1", "t2"};
    private static final String[] CITIES = {"Berlin", "Kathmandu", "New York"};

    private final Random random;

    RandomEvents(long seed) {
        random = new Random(seed);
    }

    /** So many events, each at most {@code disorder} behind the latest before it. */
    List<Event> next(int count, Duration disorder) {
        record Arriving(Event event, long place) {}
        var events = new ArrayList<Arriving>();
        long time = START.toEpochMilli();
        long pause = Duration.ofDays(2).toMillis() / count;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(10) == 0 ? random.nextLong(pause * 15) : random.nextLong(pause);
            events.add(new Arriving(event(time), time + random.nextLong(disorder.toMillis() + 1)));
        }
        events.sort(Comparator.comparingLong(Arriving::place));
        return events.stream().map(Arriving::event).toList();
    }

    private Event event(long millis) {
        // Whole minutes are bounds of windows, and make gaps of sessions exact.
        long time = random.nextInt(4) == 0 ? millis - Math.floorMod(millis, 60_000) : millis;
        var event = EventBuilder.event("order").tenant(TENANTS[random.nextInt(2)]).at(
                Instant.ofEpochMilli(time)).data("city", CITIES[random.nextInt(CITIES.length)]);
        if (random.nextInt(5) > 0) {
            event.user("u" + random.nextInt(4));
        }
        if (random.nextInt(5) > 0) {
            event.data("amount", (random.nextInt(20_000) - 2_000) / 100.0);
        }
        if (random.nextInt(3) > 0) {
            event.data("device", random.nextBoolean() ? "phone" : "desk");
        }
        return event.build();
    }

}
