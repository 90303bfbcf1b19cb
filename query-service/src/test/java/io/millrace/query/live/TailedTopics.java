package io.millrace.query.live;

import static org.awaitility.Awaitility.await;

import io.millrace.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Topics of one partition each, as a consumer without a broker sees them. */
final class TailedTopics {

    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final AtomicInteger polls = new AtomicInteger();
    private volatile MockConsumer<byte[], byte[]> consumer;

    TailedTopics() {
        LiveFeed.topics().forEach(topic -> ends.put(new TopicPartition(topic, 0), 0L));
    }

    /** A new consumer of them. */
    Consumer<byte[], byte[]> consumer() {
        var created = new MockConsumer<byte[], byte[]>("latest") {

            @Override
            public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                var records = super.poll(timeout);
                polls.incrementAndGet();
                if (records.isEmpty()) {
                    LockSupport.parkNanos(1_000_000);
                }
                return records;
            }

        };
        ends.keySet().forEach(partition -> created.updatePartitions(partition.topic(),
                List.of(new PartitionInfo(partition.topic(), 0, null, null, null))));
        created.updateEndOffsets(ends);
        consumer = created;
        return created;
    }

    /** Adds a record at the end of a topic. */
    void add(Topic<?, ?> topic, byte[] value) {
        var partition = new TopicPartition(topic.name(), 0);
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        consumer.addRecord(new ConsumerRecord<>(topic.name(), 0, offset, null, value));
        consumer.updateEndOffsets(Map.of(partition, offset + 1));
    }

    /** Adds so many records at once that none of them is handed out. */
    void fallBehind(Topic<?, ?> topic, long records) {
        var partition = new TopicPartition(topic.name(), 0);
        consumer.updateEndOffsets(Map.of(partition, ends.merge(partition, records, Long::sum)));
    }

    /** Waits until what is there has been handed out. */
    void awaitPoll() {
        int before = polls.get();
        await().until(() -> polls.get() >= before + 2);
    }

    /** Waits until a consumer has its partitions. */
    void awaitAssignment() {
        await().until(() -> consumer != null && consumer.assignment().stream().map(TopicPartition::topic).collect(
                Collectors.toSet()).containsAll(LiveFeed.topics()));
    }

}
