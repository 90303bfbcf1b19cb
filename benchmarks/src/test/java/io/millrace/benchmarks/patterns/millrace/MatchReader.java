package io.millrace.benchmarks.patterns.millrace;

import io.millrace.result.PatternMatch;
import io.millrace.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the matches that a service has committed. */
final class MatchReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(100);
    /** How often the topic is looked at again, for matches that should not be there. */
    private static final int LOOKS_AFTER = 10;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<byte[]> records = new ArrayList<>();

    MatchReader(String bootstrapServers) {
        consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest", ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var topic = Topics.PATTERNS_MATCHES.name();
        consumer.assign(consumer.partitionsFor(topic).stream().map(
                partition -> new TopicPartition(topic, partition.partition())).toList());
    }

    /**
     * Waits until there is one that fits.
     *
     * @throws IllegalStateException
     *             when none has come for a while before
     */
    void await(Predicate<PatternMatch> fits) {
        for (int looked = 0; records.stream().skip(looked).map(this::match).noneMatch(fits);) {
            looked = records.size();
            await(looked + 1);
        }
    }

    /**
     * Waits until so many are there.
     *
     * @throws IllegalStateException
     *             when none has come for a while before
     */
    void await(int expected) {
        long last = System.nanoTime();
        while (records.size() < expected) {
            if (poll() > 0) {
                last = System.nanoTime();
            } else if (System.nanoTime() - last > PATIENCE.toNanos()) {
                throw new IllegalStateException("%d of %d matches".formatted(records.size(), expected));
            }
        }
    }

    /** All that are there. */
    Stream<PatternMatch> matches() {
        for (int look = 0; look < LOOKS_AFTER; look++) {
            poll();
        }
        return records.stream().map(this::match);
    }

    private PatternMatch match(byte[] record) {
        return Topics.PATTERNS_MATCHES.valueSerde().deserializer().deserialize(Topics.PATTERNS_MATCHES.name(), record);
    }

    private int poll() {
        int before = records.size();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            records.add(record.value());
        }
        return records.size() - before;
    }

    @Override
    public void close() {
        consumer.close();
    }

}
