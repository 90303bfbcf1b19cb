package io.millrace.ingest.door;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.millrace.ingest.IngestProperties.RateLimit;
import io.millrace.runtime.security.Access.Granted;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * How many events the keys of a tenant may send: a token bucket each, filled at the rate, holding ten seconds' worth. How
 * many events a request brings is known only when it has been read, so a request is let in while there is anything in
 * the bucket, and then takes as many as it brings, into debt if need be. Thread-safe.
 */
final class RateLimits {

    private static final int BURST_SECONDS = 10;

    private final long eventsPerSecond;
    private final TimeMeter time;
    private final ConcurrentMap<Granted, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimits(RateLimit settings, Clock clock) {
        this.eventsPerSecond = settings.eventsPerSecond();
        this.time = new ClockTime(clock);
    }

    /**
     * Checks whether the key may send now.
     *
     * @throws RefusedRequest
     *             429 with the time to wait
     */
    void check(Granted access) {
        if (eventsPerSecond == 0) {
            return;
        }
        var estimate = bucket(access).estimateAbilityToConsume(1);
        if (!estimate.canBeConsumed()) {
            long seconds = Duration.ofNanos(estimate.getNanosToWaitForRefill()).plusMillis(999).toSeconds();
            throw RefusedRequest.forNow(429, "more than %d events a second".formatted(eventsPerSecond), seconds);
        }
    }

    /** Charges what a request brought. */
    void charge(Granted access, int events) {
        if (eventsPerSecond > 0 && events > 0) {
            bucket(access).consumeIgnoringRateLimits(events);
        }
    }

    private Bucket bucket(Granted access) {
        return buckets.computeIfAbsent(access, _ -> newBucket());
    }

    private Bucket newBucket() {
        return Bucket.builder().withCustomTimePrecision(time).addLimit(
                limit -> limit.capacity(eventsPerSecond * BURST_SECONDS).refillGreedy(eventsPerSecond,
                        Duration.ofSeconds(1))).build();
    }

    private record ClockTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }

    }

}
