package io.millrace.standalone.demo;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * What the demo traffic is and where it goes.
 *
 * @param to
 *            the ingest service, {@code http://localhost:8081}
 * @param key
 *            a write key, or null for none
 * @param seed
 *            which shop it is
 * @param backfill
 *            how much of the past is sent at the start; zero when that past has been sent before
 */
public record DemoSettings(URI to, String key, long seed, Duration backfill) {

    /** The past that a page needs to have something to show. */
    public static final Duration DEFAULT_BACKFILL = Duration.ofMinutes(30);

    public DemoSettings {
        Objects.requireNonNull(to, "to");
        if (backfill.isNegative()) {
            throw new IllegalArgumentException("the backfill must not be negative: " + backfill);
        }
    }

    /** The usual shop, with half an hour of the past. */
    public static DemoSettings to(URI service, String key) {
        return new DemoSettings(service, key, 7, DEFAULT_BACKFILL);
    }

    /** The same with another past. */
    public DemoSettings withBackfill(Duration other) {
        return new DemoSettings(to, key, seed, other);
    }

}
