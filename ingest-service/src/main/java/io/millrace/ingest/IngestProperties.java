package io.millrace.ingest;

import io.millrace.event.EventReader;
import io.millrace.topics.Topics;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the ingest service.
 *
 * @param defaultTenant
 *            tenant of records on {@code events.raw} and keys on {@code profiles} that name none; over HTTP the key decides
 * @param trustedProxies
 *            addresses or CIDR ranges whose {@code X-Forwarded-For} is believed; none by default
 * @param limits
 *            how much one request may bring
 * @param delivery
 *            how long a request waits for the broker
 * @param rateLimit
 *            how many events a tenant's keys may send
 * @param deduplication
 *            how duplicates are recognised
 */
@ConfigurationProperties("millrace.ingest")
public record IngestProperties(@DefaultValue("default") String defaultTenant,
        @DefaultValue List<String> trustedProxies, @DefaultValue Limits limits, @DefaultValue Delivery delivery,
        @DefaultValue RateLimit rateLimit, @DefaultValue Deduplication deduplication) {

    public IngestProperties {
        if (!EventReader.isTenant(defaultTenant)) {
            throw new IllegalArgumentException(
                    "millrace.ingest.default-tenant (%s) must be letters, digits, '.', '_' or '-', at most 100".formatted(
                            defaultTenant));
        }
    }

    /**
     * @param body
     *            bytes of a request's body as it comes in
     * @param inflated
     *            bytes of a gzip body when inflated
     * @param ratio
     *            how many times its size a gzip body may inflate to, once past 1 MB
     * @param event
     *            bytes of one event
     * @param events
     *            events of one request
     */
    public record Limits(@DefaultValue("5MB") DataSize body, @DefaultValue("20MB") DataSize inflated,
            @DefaultValue("100") int ratio, @DefaultValue("1MB") DataSize event, @DefaultValue("10000") int events) {

        /** A normalised event can be a few times as large as what was sent, and must fit into a record. */
        private static final long LARGEST_EVENT = Topics.MAX_RECORD_BYTES / 4;
        private static final long LARGEST_BODY = 1 << 30;

        public Limits {
            within("limits.body in bytes", body.toBytes(), 1, LARGEST_BODY);
            within("limits.inflated in bytes", inflated.toBytes(), body.toBytes(), LARGEST_BODY);
            within("limits.event in bytes", event.toBytes(), 1, LARGEST_EVENT);
            atLeast("limits.ratio", ratio, 1);
            atLeast("limits.events", events, 1);
        }
    }

    /**
     * @param timeout
     *            how long the broker may take to acknowledge; then the answer is 503
     * @param maxBlock
     *            how long a request waits for room in the buffer, or for a broker to be known at all
     * @param linger
     *            how long the producer waits for more events to send together
     * @param buffer
     *            bytes of events that wait for the broker, all requests together
     */
    public record Delivery(@DefaultValue("5s") Duration timeout, @DefaultValue("1s") Duration maxBlock,
            @DefaultValue("5ms") Duration linger, @DefaultValue("64MB") DataSize buffer) {

        public Delivery {
            atLeast("delivery.max-block in ms", maxBlock.toMillis(), 1);
            atLeast("delivery.linger in ms", linger.toMillis(), 0);
            atLeast("delivery.timeout in ms", timeout.toMillis(), linger.toMillis() + 100);
            atLeast("delivery.buffer", buffer.toBytes(), Topics.MAX_RECORD_BYTES);
        }
    }

    /**
     * @param eventsPerSecond
     *            events a second that the keys of one tenant may send together, with bursts of ten seconds' worth; 0 for
     *            no limit
     */
    public record RateLimit(@DefaultValue("0") long eventsPerSecond) {

        public RateLimit {
            atLeast("rate-limit.events-per-second", eventsPerSecond, 0);
        }
    }

    /**
     * @param retention
     *            how long after an event's arrival another one with its id is a duplicate
     * @param sweepInterval
     *            how often some of the expired ids are removed
     */
    public record Deduplication(@DefaultValue("24h") Duration retention, @DefaultValue("1s") Duration sweepInterval) {

        public Deduplication {
            atLeast("deduplication.retention in ms", retention.toMillis(), 1);
            atLeast("deduplication.sweep-interval in ms", sweepInterval.toMillis(), 1);
        }
    }

    private static void within(String name, long value, long least, long most) {
        atLeast(name, value, least);
        if (value > most) {
            throw new IllegalArgumentException(
                    "millrace.ingest.%s (%d) must be at most %d".formatted(name, value, most));
        }
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "millrace.ingest.%s (%d) must be at least %d".formatted(name, value, least));
        }
    }

}
