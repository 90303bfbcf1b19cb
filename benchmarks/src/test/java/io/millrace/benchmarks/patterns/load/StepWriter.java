package io.millrace.benchmarks.patterns.load;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes steps to the topic of normalised events, as Millrace itself would: by user, at the event's own time. */
public final class StepWriter implements AutoCloseable {

    /** Partitions of the topic. */
    public static final int PARTITIONS = 4;
    /** The types of events, by {@link Step#type}. */
    public static final List<String> TYPES = List.of("view", "cart", "purchase");

    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
    /** How long after the last event one more in each partition shows that time has passed. */
    private static final Duration CLOSING = Duration.ofMinutes(20);
    private static final int BATCH_BYTES = 128 << 10;

    private final KafkaProducer<String, byte[]> producer;

    public StepWriter(String bootstrapServers) {
        producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG, 20, ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes the first steps of a stream, and an event in each partition after them. */
    public void write(StepStream stream, long events) {
        for (long index = 0; index < events; index++) {
            Step step = stream.step(index);
            send(event(Long.toString(index), TYPES.get(step.type), "u%05d".formatted(step.user), step.at,
                    "c" + StepStream.category(step)), null);
        }
        producer.flush();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            send(event("closing-" + partition, "closing", "closing-" + partition, events + CLOSING.toMillis(), "none"),
                    partition);
        }
        producer.flush();
    }

    private void send(Event event, Integer partition) {
        producer.send(new ProducerRecord<>(Topics.EVENTS.name(), partition, event.timestampMillis(), event.key(),
                EventJson.write(event)));
    }

    private static Event event(String id, String type, String user, long at, String category) {
        var time = BEGIN.plusMillis(at);
        return new Event(id, type, "shop", user, null, null, time, time, "web", null,
                Map.of("product", "p-" + user, "amount", 12.5, "category", category), Map.of(), Map.of(), Map.of());
    }

    @Override
    public void close() {
        producer.close();
    }

}
