package io.millrace.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Two hours of events of many users from a seed, in order of time, and what is to be found in them, computed over the
 * whole list at once. Amounts are multiples of a quarter, so that their sums are exact in whatever order they are added.
 */
final class SeededTraffic {

    /** Longer than this from first to last is no funnel. */
    static final Duration FUNNEL_WITHIN = Duration.ofMinutes(30);

    private static final Instant BEGIN = Instant.parse("2024-03-01T10:00:00Z");
    private static final Duration LENGTH = Duration.ofHours(2);
    private static final int USERS = 300;
    private static final List<String> TYPES = List.of("view", "view", "view", "view", "cart", "cart", "purchase",
            "search");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP");

    private final List<Sent> events;

    private record Sent(String id, String type, String user, Instant at, double amount, String currency) {

        String json() {
            return """
                    {"event_id":"%s","event_type":"%s","user_id":"%s","timestamp":"%s","data":{"amount":%s,"currency":"%s"}}"""
                    .formatted(id, type, user, at, amount, currency);
        }

        String minute() {
            return at.truncatedTo(ChronoUnit.MINUTES).toString();
        }
    }

    private SeededTraffic(List<Sent> events) {
        this.events = events;
    }

    /** About that many events, the same for the same seed. */
    static SeededTraffic of(int count, long seed) {
        var random = new Random(seed);
        var events = new ArrayList<Sent>();
        random.longs(count, 0, LENGTH.toMillis()).distinct().sorted().forEach(offset -> events.add(
                new Sent(new UUID(random.nextLong(), random.nextLong()).toString(),
                        TYPES.get(random.nextInt(TYPES.size())), "user-" + random.nextInt(USERS),
                        BEGIN.plusMillis(offset), random.nextInt(1, 4000) / 4.0,
                        CURRENCIES.get(random.nextInt(CURRENCIES.size())))));
        events.add(last(random));
        return new SeededTraffic(List.copyOf(events));
    }

    /** Well after the others: old events do not get older by the clock, so that something has to end their windows. */
    private static Sent last(Random random) {
        return new Sent(new UUID(random.nextLong(), random.nextLong()).toString(), "search", "user-last",
                BEGIN.plus(LENGTH).plus(FUNNEL_WITHIN), 0.25, CURRENCIES.getFirst());
    }

    int size() {
        return events.size();
    }

    Path writeTo(Path file) throws IOException {
        return Files.write(file, events.stream().map(Sent::json).toList());
    }

    /** Events by minute and type. */
    Map<String, Double> counts() {
        return sums(events, event -> event.minute() + "|" + event.type(), _ -> 1);
    }

    /** Purchases by minute and currency. */
    Map<String, Double> purchases() {
        return sums(bought(), event -> event.minute() + "|" + event.currency(), _ -> 1);
    }

    /** The amounts of purchases by minute and currency. */
    Map<String, Double> takings() {
        return sums(bought(), event -> event.minute() + "|" + event.currency(), Sent::amount);
    }

    /** View, cart and purchase of a user, in the form of {@link Truth#funnels}. */
    List<String> funnels() {
        return events.stream().collect(Collectors.groupingBy(Sent::user, TreeMap::new, Collectors.toList())).values()
                .stream().flatMap(ofUser -> funnels(ofUser).stream()).toList();
    }

    private List<Sent> bought() {
        return events.stream().filter(event -> event.type().equals("purchase")).toList();
    }

    private static Map<String, Double> sums(List<Sent> events, java.util.function.Function<Sent, String> key,
            ToDoubleFunction<Sent> value) {
        return events.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.summingDouble(value)));
    }

    /** From each view on in turn: the next cart, the next purchase; the first that is in time, and on from its end. */
    private static List<String> funnels(List<Sent> ofUser) {
        var found = new ArrayList<String>();
        int view = next(ofUser, "view", 0);
        while (view >= 0) {
            int cart = next(ofUser, "cart", view + 1);
            int purchase = cart < 0 ? -1 : next(ofUser, "purchase", cart + 1);
            boolean inTime = purchase >= 0 && Duration.between(ofUser.get(view).at(), ofUser.get(purchase).at())
                    .compareTo(FUNNEL_WITHIN) < 0;
            if (inTime) {
                found.add(List.of(view, cart, purchase).stream().map(at -> ofUser.get(at).at().toString())
                        .collect(Collectors.joining("|", ofUser.get(view).user() + "|", "")));
            }
            view = next(ofUser, "view", inTime ? purchase + 1 : view + 1);
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    /** Where the next event of that type stands, from {@code from} on; -1 if there is none. */
    private static int next(List<Sent> events, String type, int from) {
        for (int i = from; i < events.size(); i++) {
            if (events.get(i).type().equals(type)) {
                return i;
            }
        }
        return -1;
    }

}
