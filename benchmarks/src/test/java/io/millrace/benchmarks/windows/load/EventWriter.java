package io.millrace.benchmarks.windows.load;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.topics.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes a load to the topic of normalised events, as Millrace itself would: by user, at the event's own time. */
public final class EventWriter implements AutoCloseable {

    private static final long SEED = 20_260_105;
    private static final int BATCH_BYTES = 128 << 10;

    private final KafkaProducer<String, byte[]> producer;

    public EventWriter(String bootstrapServers) {
        producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG, 20, ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Writes that many events, evenly over {@link Load#SPAN} and in order, and after them one in each partition that closes the windows.
     */
    public Load write(long events) {
        var generator = new EventGenerator(SEED);
        long sum = 0;
        long bytes = 0;
        for (long index = 0; index < events; index++) {
            long cents = generator.nextCents();
            sum += cents;
            bytes += send(generator.next(Load.BEGIN.plusMillis(index * Load.SPAN.toMillis() / events), cents), null);
        }
        producer.flush();
        for (int partition = 0; partition < Load.PARTITIONS; partition++) {
            send(EventGenerator.closing(partition), partition);
        }
        producer.flush();
        return new Load(events, sum, bytes);
    }

    private int send(Event event, Integer partition) {
        var json = EventJson.write(event);
        producer.send(
                new ProducerRecord<>(Topics.EVENTS.name(), partition, event.timestampMillis(), event.key(), json));
        return json.length;
    }

    @Override
    public void close() {
        producer.close();
    }

}
