package io.millrace.query.patterns;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.event.JsonSyntaxException;
import io.millrace.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * Reads the events that are kept on their topic, from a time on up to what is there when the reading begins; not more than
 * the bounds of dry runs let it. Thread-safe.
 */
@Component
class RecentEvents {

    private static final Duration POLL = Duration.ofMillis(200);

    private final EventConsumers consumers;
    private final DryRunProperties properties;

    RecentEvents(EventConsumers consumers, DryRunProperties properties) {
        this.consumers = consumers;
        this.properties = properties;
    }

    /** Takes the events, those of one partition in their order. */
    @FunctionalInterface
    interface Receiver {

        /**
         * @param bytes
         *            the size of its JSON
         */
        void accept(Event event, int bytes);
    }

    /**
     * Reads the events that happened at a time or later.
     *
     * @param tenant
     *            whose; empty for all
     * @return what the reader should be warned of
     */
    List<String> read(Instant from, Optional<String> tenant, Receiver receiver) {
        try (var consumer = consumers.get()) {
            return new Scan(consumer, from, tenant, receiver).run();
        }
    }

    /** One reading. */
    private final class Scan {

        private final Consumer<byte[], byte[]> consumer;
        private final long fromMillis;
        private final Optional<String> tenant;
        private final Receiver receiver;
        private final long endsAt = System.nanoTime() + properties.maxTime().toNanos();
        private long read;
        private long unreadable;
        private boolean isCut;

        private Scan(Consumer<byte[], byte[]> consumer, Instant from, Optional<String> tenant, Receiver receiver) {
            this.consumer = consumer;
            this.fromMillis = from.toEpochMilli();
            this.tenant = tenant;
            this.receiver = receiver;
        }

        private List<String> run() {
            var ends = assign();
            var warnings = new ArrayList<String>();
            while (!ends.isEmpty() && warnings.isEmpty()) {
                for (var record : consumer.poll(POLL)) {
                    var end = ends.get(new TopicPartition(record.topic(), record.partition()));
                    if (end != null && record.offset() < end) {
                        take(record);
                    }
                }
                ends.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
                consumer.pause(consumer.assignment().stream().filter(each -> !ends.containsKey(each)).toList());
                bound(ends, warnings);
            }
            if (unreadable > 0) {
                warnings.add("%d records are no events and were left out".formatted(unreadable));
            }
            return warnings;
        }

        /** Goes to where the time begins; gives the ends of the partitions that have anything since. */
        private Map<TopicPartition, Long> assign() {
            var partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream().map(
                    info -> new TopicPartition(info.topic(), info.partition())).toList();
            var times = new HashMap<TopicPartition, Long>();
            partitions.forEach(partition -> times.put(partition, Math.max(0, fromMillis)));
            var ends = new HashMap<>(consumer.endOffsets(partitions));
            var starts = consumer.offsetsForTimes(times);
            ends.entrySet().removeIf(entry -> starts.get(entry.getKey()) == null
                    || starts.get(entry.getKey()).offset() >= entry.getValue());
            consumer.assign(ends.keySet());
            ends.keySet().forEach(partition -> consumer.seek(partition, starts.get(partition).offset()));
            return ends;
        }

        private void bound(Map<TopicPartition, Long> ends, List<String> warnings) {
            if (isCut) {
                warnings.add(
                        "only the first %d events were read; ask for a shorter time".formatted(properties.maxEvents()));
            } else if (!ends.isEmpty() && System.nanoTime() > endsAt) {
                warnings.add("only the %d events that could be read within %s; ask for a shorter time".formatted(read,
                        properties.maxTime()));
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> record) {
            if (read >= properties.maxEvents()) {
                isCut = true;
                return;
            }
            read++;
            if (record.value() == null) {
                return;
            }
            try {
                var event = EventJson.read(record.value());
                if (event.timestampMillis() >= fromMillis && tenant.map(event.tenantId()::equals).orElse(true)) {
                    receiver.accept(event, record.value().length);
                }
            } catch (JsonSyntaxException | IllegalArgumentException _) {
                unreadable++;
            }
        }

    }

}
