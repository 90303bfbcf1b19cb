package io.millrace.query.live;

import io.millrace.query.live.Rate.TypeRate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Counts events per tenant and type, second by second, and remembers the rates of the last minutes.
 *
 * <p>
 * Memory is bounded: beyond {@value #MAX_TENANTS} tenants in a second an event counts only towards the rate of all, and
 * beyond {@value #MAX_TYPES} types of a tenant towards no type. Counting belongs to one thread; the history may be read by
 * any.
 */
final class EventRates {

    /** How many seconds are remembered. */
    static final int HISTORY_SECONDS = 300;
    /** How many types a rate names. */
    static final int TOP_TYPES = 5;
    static final int MAX_TENANTS = 500;
    static final int MAX_TYPES = 200;

    private final Deque<Past> history = new ArrayDeque<>();
    private Map<String, Tally> tenants = new HashMap<>();
    private Tally all = new Tally();
    private boolean incomplete;

    private record Past(long second, double all, Map<String, Double> byTenant) {}

    private static final class Tally {

        private final Map<String, Long> types = new HashMap<>();
        private long events;

        void add(String type) {
            events++;
            if (types.size() < MAX_TYPES || types.containsKey(type)) {
                types.merge(type, 1L, Long::sum);
            }
        }

        Rate rate(long second, double seconds, boolean incomplete) {
            var top = types.entrySet().stream().sorted(
                    Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(
                            Map.Entry.comparingByKey())).limit(TOP_TYPES).map(
                                    entry -> new TypeRate(entry.getKey(), entry.getValue() / seconds)).toList();
            return new Rate(Instant.ofEpochSecond(second), events / seconds, top, incomplete);
        }
    }

    /** Counts an event. */
    void count(EventHead event) {
        all.add(event.type());
        var tally = tenants.get(event.tenantId());
        if (tally == null && tenants.size() < MAX_TENANTS) {
            tally = new Tally();
            tenants.put(event.tenantId(), tally);
        }
        if (tally != null) {
            tally.add(event.type());
        }
    }

    /** Counts events that were not looked at: they are in the rate of all, and in no tenant's or type's. */
    void skipped(long events) {
        all.events += events;
        incomplete = true;
    }

    /** Forgets what was counted since the last {@link #close}: it is of no full second. */
    void restart() {
        tenants = new HashMap<>();
        all = new Tally();
        incomplete = false;
    }

    /**
     * Ends a second, and begins the next.
     *
     * @param second
     *            seconds since 1970 at its end
     * @param seconds
     *            how many seconds the counts are of: 1, or more when the feed was held up
     */
    RateSecond close(long second, int seconds) {
        var byTenant = new HashMap<String, Rate>();
        tenants.forEach((tenant, tally) -> byTenant.put(tenant, tally.rate(second, seconds, incomplete)));
        var closed = new RateSecond(second, all.rate(second, seconds, incomplete), Map.copyOf(byTenant));
        remember(closed, seconds);
        restart();
        return closed;
    }

    /**
     * Events per second of the {@value #HISTORY_SECONDS} seconds up to {@code lastSecond}, the oldest first; null where
     * the events were not followed.
     *
     * @param tenant
     *            whose events; empty for all tenants
     */
    List<Double> history(Optional<String> tenant, long lastSecond) {
        synchronized (history) {
            var known = history.stream().collect(Collectors.toMap(Past::second,
                    past -> tenant.map(name -> past.byTenant().getOrDefault(name, 0.0)).orElse(past.all()),
                    (_, later) -> later));
            var rates = new ArrayList<Double>(HISTORY_SECONDS);
            for (long second = lastSecond - HISTORY_SECONDS + 1; second <= lastSecond; second++) {
                rates.add(known.get(second));
            }
            return rates;
        }
    }

    private void remember(RateSecond closed, int seconds) {
        Map<String, Double> byTenant = closed.byTenant().entrySet().stream().collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().eventsPerSecond()));
        synchronized (history) {
            int repeated = Math.min(seconds, HISTORY_SECONDS);
            for (long second = closed.second() - repeated + 1; second <= closed.second(); second++) {
                history.addLast(new Past(second, closed.all().eventsPerSecond(), byTenant));
            }
            while (history.size() > HISTORY_SECONDS) {
                history.removeFirst();
            }
        }
    }

}
