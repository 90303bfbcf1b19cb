package io.millrace.runtime.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.runtime.MillraceProperties;
import io.millrace.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import org.springframework.kafka.streams.KafkaStreamsMicrometerListener;

/** Kafka Streams of a service that has a {@link StreamsTopology}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(StreamsTopology.class)
@EnableKafkaStreams
public class StreamsConfiguration {

    private static final int POLLS_PER_COMMIT = 5;
    /** As long as Kafka Streams waits by default. */
    private static final long LONGEST_POLL_MILLIS = 100;

    @Bean(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    KafkaStreamsConfiguration streamsSettings(MillraceProperties properties, Instance instance,
            Environment environment, ObjectProvider<StreamsTopology> topologies) {
        var settings = new HashMap<String, Object>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, environment.getRequiredProperty("spring.application.name"));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                environment.getRequiredProperty("spring.kafka.bootstrap-servers"));
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, environment.getRequiredProperty("spring.application.name"));
        settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, instance.address());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir(properties).toString());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) properties.topics().replicas());
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        settings.putAll(guarantees(properties.streams()));
        settings.putAll(promptness(properties.streams(), topologies.stream().allMatch(StreamsTopology::readsSingly)));
        settings.putAll(clients(instance));
        settings.putAll(internalTopics());
        return new KafkaStreamsConfiguration(settings);
    }

    @Bean
    Instance instance(MillraceProperties properties, Environment environment) {
        return Instance.of(properties, environment.getRequiredProperty("server.port", Integer.class));
    }

    @Bean
    StreamsHealth streamsHealthIndicator(StreamsBuilderFactoryBean factory) {
        return new StreamsHealth(factory);
    }

    @Bean
    HealthIndicator streamsLivenessHealthIndicator(StreamsHealth streams) {
        return () -> streams.hasFailed() ? Health.down().build() : Health.up().build();
    }

    @Bean
    StreamsBuilderFactoryBeanConfigurer topologyAndLifecycle(ObjectProvider<StreamsTopology> topologies,
            MeterRegistry meters, MillraceProperties properties, ApplicationContext context) {
        return factory -> {
            if (properties.streams().exitOnFailure()) {
                factory.setStateListener(new ExitOnFailure(context));
            }
            factory.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {

                @Override
                public void configureBuilder(StreamsBuilder builder) {
                    topologies.orderedStream().forEach(topology -> topology.addTo(builder));
                }

            });
            factory.addListener(new KafkaStreamsMicrometerListener(meters));
            factory.setStreamsUncaughtExceptionHandler(new StreamsFailureHandler(meters));
            factory.setCloseTimeout((int) properties.streams().closeTimeout().toSeconds());
        };
    }

    /** Created here: where services share a folder, Kafka Streams fails in all but the first that creates it. */
    private static Path stateDir(MillraceProperties properties) {
        try {
            return Files.createDirectories(properties.stateDir().toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("millrace.state-dir (%s) can't be created".formatted(properties.stateDir()),
                    e);
        }
    }

    private static Map<String, Object> guarantees(MillraceProperties.Streams streams) {
        return Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, streams.commitInterval().toMillis(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, streams.threads(),
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, streams.standbys(),
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, streams.cacheBytes(),
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true,
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class,
                BoundedRocksDb.MEMORY_BYTES, streams.storeBytes(),
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecordHandler.class);
    }

    /**
     * A thread that waits for records does not commit, so it waits for a part of the commit interval only. Where no task
     * reads several topics there is no order among them to wait for either; the check whether there is costs more than
     * many a processor, once a record.
     */
    private static Map<String, Object> promptness(MillraceProperties.Streams streams, boolean readsSingly) {
        long pollMillis = Math.clamp(streams.commitInterval().toMillis() / POLLS_PER_COMMIT, 1, LONGEST_POLL_MILLIS);
        return Map.of(StreamsConfig.POLL_MS_CONFIG, pollMillis, StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                readsSingly ? StreamsConfig.MAX_TASK_IDLE_MS_DISABLED : 0L);
    }

    /**
     * Static membership lets a restarted instance take its partitions back at once. One request in flight keeps a
     * transaction's first batches in order while the broker adds their partitions to it.
     */
    private static Map<String, Object> clients(Instance instance) {
        return Map.of(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance.id(),
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 1000,
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest",
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4",
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20,
                StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 65_536,
                StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1,
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
    }

    /**
     * Internal topics are kept by compaction alone, never by time: their record timestamps are event times, and events
     * may be years old, or ahead of the broker's clock.
     */
    private static Map<String, Object> internalTopics() {
        return Map.of(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topics.MAX_RECORD_BYTES,
                StreamsConfig.topicPrefix(TopicConfig.RETENTION_MS_CONFIG), "-1",
                StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
                Long.toString(Long.MAX_VALUE));
    }

}
