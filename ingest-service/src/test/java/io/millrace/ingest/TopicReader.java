package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Reads the committed records of a topic from its beginning. */
final class TopicReader {

    private TopicReader() {}

    /** Waits until {@code count} records fit, and returns all that do in the order of their partitions. */
    static <K, V> List<ConsumerRecord<K, V>> read(String bootstrapServers, Topic<K, V> topic, int count,
            Predicate<ConsumerRecord<K, V>> fits) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers, "isolation.level",
                "read_committed", "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, topic.keySerde().deserializer(),
                topic.valueSerde().deserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream().map(
                    info -> new TopicPartition(topic.name(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<K, V>>();
            Awaitility.await().atMost(Duration.ofSeconds(30)).pollInSameThread().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (fits.test(record)) {
                        found.add(record);
                    }
                });
                assertThat(found).hasSizeGreaterThanOrEqualTo(count);
            });
            return found;
        }
    }

}
