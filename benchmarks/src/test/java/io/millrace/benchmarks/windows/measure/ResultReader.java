package io.millrace.benchmarks.windows.measure;

import io.millrace.benchmarks.windows.load.Load;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the output of a run, committed records only, and adds up the windows of the load. Not thread-safe. */
final class ResultReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ResultForm form;
    private final Totals totals;
    private long lastAt;

    ResultReader(String bootstrapServers, String output, ResultForm form, Totals totals) {
        this.form = form;
        this.totals = totals;
        consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest", ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(output).stream().map(
                partition -> new TopicPartition(output, partition.partition())).toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Takes what there is now. */
    void poll() {
        consumer.poll(POLL).forEach(this::take);
    }

    /** When the broker got the last result that belongs to the load, in milliseconds since 1970. */
    long lastAt() {
        return lastAt;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        form.read(record.key(), record.value()).filter(
                window -> window.start() < Load.END_OF_WINDOWS.toEpochMilli()).ifPresent(window -> {
                    totals.take(window);
                    lastAt = Math.max(lastAt, record.timestamp());
                });
    }

    @Override
    public void close() {
        consumer.close();
    }

}
