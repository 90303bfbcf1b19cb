package io.millrace.system;

import static org.awaitility.Awaitility.await;

import io.millrace.result.WindowResult;
import io.millrace.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What a consumer of closed windows sees that reads committed records only. */
final class PublishedWindows implements AutoCloseable {

    private record Key(String metric, String tenant, String window, Object start, Object end,
            Map<String, String> group) {}

    private final KafkaConsumer<String, WindowResult> consumer;
    private final Map<Key, WindowResult> closed = new LinkedHashMap<>();
    private final List<WindowResult> again = new ArrayList<>();

    PublishedWindows(String broker) {
        var topic = Topics.METRICS_WINDOWS;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "isolation.level", "read_committed", "max.poll.records", 5_000),
                topic.keySerde().deserializer(), topic.valueSerde().deserializer());
        var partitions = await().pollInSameThread().until(() -> consumer.partitionsFor(topic.name()),
                found -> !found.isEmpty()).stream().map(
                        info -> new TopicPartition(info.topic(), info.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes what has come since the last call, up to nothing more at hand. */
    PublishedWindows poll() {
        for (var records = consumer.poll(Duration.ofMillis(500)); !records.isEmpty(); records = consumer.poll(
                Duration.ofMillis(500))) {
            for (var record : records) {
                var result = record.value();
                if (result.isFinal() && closed.put(key(result), result) != null) {
                    again.add(result);
                }
            }
        }
        return this;
    }

    /** The closed windows of that kind. */
    List<WindowResult> of(String metric, String tenant, String window) {
        return where(result -> result.metric().equals(metric) && result.tenantId().equals(tenant)
                && result.window().equals(window));
    }

    List<WindowResult> where(Predicate<WindowResult> wanted) {
        return closed.values().stream().filter(wanted).toList();
    }

    /** Windows that were published as closed more than once. */
    List<WindowResult> again() {
        return again;
    }

    private static Key key(WindowResult result) {
        return new Key(result.metric(), result.tenantId(), result.window(), result.start(), result.end(),
                result.group());
    }

    @Override
    public void close() {
        consumer.close();
    }

}
