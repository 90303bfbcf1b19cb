package io.millrace.benchmarks.windows.load;

import io.millrace.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Makes the normalised events of a shop: 8 types, 25 countries, 10 sources, 1,000 products and 100,000 users, each drawn
 * on its own. The same seed gives the same events. Not
 * thread-safe.
 */
public final class EventGenerator {

    private static final List<String> TYPES = List.of("order.created", "order.cancelled", "order.returned",
            "payment.captured", "payment.refused", "payment.refunded", "basket.changed", "wishlist.changed");
    private static final List<String> COUNTRIES = List.of("AT", "AU", "BE", "BR", "CA", "CH", "CZ", "DE", "DK", "ES",
            "FI", "FR", "GB", "GR", "IE", "IN", "IT", "JP", "MX", "NL", "NO", "PL", "PT", "SE", "US");
    /** Between an event and its receipt. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(150);

    private final SplittableRandom random;

    public EventGenerator(long seed) {
        random = new SplittableRandom(seed);
    }

    /** An event of that time and amount. */
    public Event next(Instant timestamp, long cents) {
        var data = new LinkedHashMap<String, Object>();
        data.put("country", COUNTRIES.get(random.nextInt(COUNTRIES.size())));
        data.put("amount", cents / 100.0);
        data.put("product", "p-%03d".formatted(random.nextInt(Grouping.PRODUCT.series())));
        return new Event(new UUID(random.nextLong(), random.nextLong()).toString(),
                TYPES.get(random.nextInt(TYPES.size())),
                Load.TENANT, "u%05d".formatted(random.nextInt(Grouping.USER.series())), null, null, timestamp,
                timestamp.plus(ON_THE_WAY), "web-" + random.nextInt(Grouping.SOURCE.series()), null, data, Map.of(),
                Map.of(), Map.of());
    }

    /** An amount: many small ones, few large ones, 0.10 to 500.00. */
    public long nextCents() {
        double skewed = Math.pow(random.nextDouble(), 4);
        return 10 + Math.round(skewed * 49_990);
    }

    /** The event that closes the windows. */
    static Event closing(int partition) {
        return new Event(new UUID(0, partition).toString(), "closing", Load.TENANT, "closing-" + partition, null, null,
                Load.CLOSING, Load.CLOSING, "closing", null,
                Map.of("country", "none", "amount", 0.0, "product", "none"), Map.of(), Map.of(), Map.of());
    }

}
