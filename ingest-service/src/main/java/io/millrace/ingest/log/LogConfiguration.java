package io.millrace.ingest.log;

import io.millrace.ingest.IngestProperties;
import io.millrace.ingest.IngestProperties.Delivery;
import io.millrace.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door's log on Kafka. */
@Configuration(proxyBeanMethods = false)
public class LogConfiguration {

    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final int BATCH_BYTES = 64 << 10;

    @Bean
    KafkaEventLog eventLog(KafkaProperties kafka, IngestProperties properties) {
        var delivery = properties.delivery();
        var settings = new HashMap<>(kafka.buildProducerProperties());
        settings.putAll(durable());
        settings.putAll(impatient(delivery));
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        return new KafkaEventLog(producer, delivery.timeout().plus(delivery.maxBlock()).plus(SLACK),
                delivery.timeout());
    }

    /** Runs before the service says that it is ready. */
    @Bean
    ApplicationRunner connectEventLog(KafkaEventLog log) {
        return _ -> log.connect();
    }

    private static Map<String, Object> durable() {
        return Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.CLIENT_ID_CONFIG, "ingest-door", ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES, ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.MAX_RECORD_BYTES);
    }

    /** Half of the time is for the first attempt, so that there is a second one. */
    private static Map<String, Object> impatient(Delivery delivery) {
        long timeout = delivery.timeout().toMillis();
        long linger = delivery.linger().toMillis();
        return Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact((timeout - linger) / 2),
                ProducerConfig.LINGER_MS_CONFIG, linger, ProducerConfig.MAX_BLOCK_MS_CONFIG,
                delivery.maxBlock().toMillis(), ProducerConfig.BUFFER_MEMORY_CONFIG, delivery.buffer().toBytes());
    }

}
