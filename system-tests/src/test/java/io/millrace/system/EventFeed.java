package io.millrace.system;

import io.millrace.event.Event;
import io.millrace.event.EventReader;
import io.millrace.event.EventReading;
import io.millrace.testkit.broker.TestBroker;
import io.millrace.testkit.data.ReferenceData;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts normalised events on the topic of events, as the ingest service does. */
final class EventFeed implements AutoCloseable {

    private final KafkaProducer<String, Event> producer;
    private final int partitions;

    /** Creates the topics that the metrics engine reads and writes. */
    EventFeed(TestBroker broker, int partitions) {
        this.partitions = partitions;
        for (Topic<?, ?> topic : List.of(Topics.EVENTS, Topics.EVENTS_REJECTED, Topics.EVENTS_LATE,
                Topics.METRICS_WINDOWS)) {
            broker.create(new NewTopic(topic.name(), partitions, (short) 1).configs(topic.configs()));
        }
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4", ProducerConfig.LINGER_MS_CONFIG, 20,
                        ProducerConfig.BATCH_SIZE_CONFIG, 200_000),
                Topics.EVENTS.keySerde().serializer(), Topics.EVENTS.valueSerde().serializer());
    }

    /** The events of a recording under a tenant of that name, each id once, in the order of the file. */
    static List<Event> recorded(String file, String tenant) {
        var ids = new HashSet<String>();
        return ReferenceData.gzipLines(ReferenceData.file("events/" + file + ".jsonl.gz").orElseThrow()).stream().map(
                line -> of(line, tenant)).filter(event -> ids.add(event.eventId())).toList();
    }

    private static Event of(String json, String tenant) {
        return switch (EventReader.read(json.getBytes(StandardCharsets.UTF_8), Instant.now(), tenant)) {
            case EventReading.Accepted(var event, _) -> new Event(event.eventId(), event.eventType(), tenant,
                    event.userId(), event.anonymousId(), event.sessionId(), event.timestamp(), event.receivedAt(),
                    event.source(), event.segment(), event.data(), event.tags(), event.metadata(), event.context());
            case EventReading.Rejected rejected -> throw new IllegalArgumentException(rejected + ": " + json);
        };
    }

    /** Sends events to the partitions of their keys. */
    void send(Collection<Event> events) {
        events.forEach(event -> send(null, event));
    }

    void send(Integer partition, Event event) {
        producer.send(new ProducerRecord<>(Topics.EVENTS.name(), partition, event.timestampMillis(), event.key(),
                event));
    }

    /** Sends each partition an event long after all others, so that every window before it closes. */
    void closeAll(String tenant, Instant last) {
        for (int partition = 0; partition < partitions; partition++) {
            send(partition, new Event("closing-" + partition, "closing", tenant, null, null, null,
                    last.plus(Duration.ofDays(400)), Instant.now(), null, null, Map.of(), Map.of(), Map.of(),
                    Map.of()));
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

}
