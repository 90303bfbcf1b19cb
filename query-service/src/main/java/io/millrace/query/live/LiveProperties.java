package io.millrace.query.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of live push.
 *
 * @param maxClients
 *            most clients at a time; one more is answered 503
 * @param heartbeat
 *            how often a client hears that the connection is alive
 * @param windowsInterval
 *            least time between two {@code windows} events of a client
 * @param stallTimeout
 *            how long a client may take nothing before its connection is closed
 * @param queue
 *            most matches, timeouts and alerts that wait for a client; the oldest are dropped beyond that
 * @param windows
 *            most windows that wait for a client, each with its newest value; the oldest are dropped beyond that
 * @param idleAfter
 *            how long after the last client left the topics are still followed, so that the next one finds a history of
 *            rates
 * @param maxLag
 *            how many records of a partition the feed may be behind before it goes to the partition's end
 */
@ConfigurationProperties("millrace.query.live")
public record LiveProperties(@DefaultValue("100") int maxClients, @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("500ms") Duration windowsInterval, @DefaultValue("30s") Duration stallTimeout,
        @DefaultValue("1000") int queue, @DefaultValue("5000") int windows, @DefaultValue("5m") Duration idleAfter,
        @DefaultValue("100000") long maxLag) {

    public LiveProperties {
        requireAtLeastOne("max-clients", maxClients);
        requireAtLeastOne("queue", queue);
        requireAtLeastOne("windows", windows);
        requireAtLeastOne("max-lag", maxLag);
        requirePositive("heartbeat", heartbeat);
        requirePositive("stall-timeout", stallTimeout);
    }

    private static void requireAtLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("millrace.query.live.%s (%d) must be at least 1".formatted(name, value));
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("millrace.query.live.%s (%s) must be positive".formatted(name, value));
        }
    }

}
