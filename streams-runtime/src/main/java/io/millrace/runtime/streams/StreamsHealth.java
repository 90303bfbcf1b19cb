package io.millrace.runtime.streams;

import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * Health that follows the Streams state: up when running; out of service while starting or rebalancing, when reads may
 * be incomplete; down when Streams has stopped for good and only a restart helps.
 */
public final class StreamsHealth implements HealthIndicator {

    private final StreamsBuilderFactoryBean factory;

    StreamsHealth(StreamsBuilderFactoryBean factory) {
        this.factory = factory;
    }

    @Override
    public Health health() {
        var streams = factory.getKafkaStreams();
        if (streams == null) {
            return Health.outOfService().withDetail("state", "NOT_STARTED").build();
        }
        var state = streams.state();
        var health = switch (state) {
            case RUNNING -> Health.up();
            case CREATED, REBALANCING -> Health.outOfService();
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> Health.down();
        };
        return health.withDetail("state", state.name()).build();
    }

    /** Whether Streams has failed for good. */
    public boolean hasFailed() {
        var streams = factory.getKafkaStreams();
        return streams != null && (streams.state() == KafkaStreams.State.ERROR
                || streams.state() == KafkaStreams.State.PENDING_ERROR);
    }

}
