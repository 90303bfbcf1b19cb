package io.millrace.standalone.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How a recording is sent.
 *
 * @param to
 *            the ingest service, {@code http://localhost:8081}
 * @param key
 *            a write key, or null for none
 * @param tenant
 *            the tenant that all events get, or null for the one that each names
 * @param speed
 *            how fast recorded time passes
 * @param patience
 *            how long the service may refuse or be away at a stretch before the replay is given up
 */
public record ReplayOptions(URI to, String key, String tenant, ReplaySpeed speed, Duration patience) {

    private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);

    public ReplayOptions {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(speed, "speed");
        Objects.requireNonNull(patience, "patience");
    }

    /** To that service with that key, as fast as it goes, with two minutes of patience. */
    public static ReplayOptions to(URI service, String key) {
        return new ReplayOptions(service, key, null, ReplaySpeed.MAX, DEFAULT_PATIENCE);
    }

    /** The same for one tenant. */
    public ReplayOptions forTenant(String name) {
        return new ReplayOptions(to, key, name, speed, patience);
    }

    /** The same at another speed. */
    public ReplayOptions at(ReplaySpeed other) {
        return new ReplayOptions(to, key, tenant, other, patience);
    }

    /** The same with more or less patience. */
    public ReplayOptions patientFor(Duration other) {
        return new ReplayOptions(to, key, tenant, speed, other);
    }

}
