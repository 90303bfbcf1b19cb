package io.millrace.testkit.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of one partition with strings, on a running broker. */
record StringTopic(TestBroker broker, String name) {

    static StringTopic create(TestBroker broker, String name, Map<String, String> configs) {
        broker.create(new NewTopic(name, 1, (short) 1).configs(configs));
        return new StringTopic(broker, name);
    }

    Producer<String, String> producer(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"));
        all.putAll(settings);
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    ProducerRecord<String, String> record(Instant at, String value) {
        return new ProducerRecord<>(name, 0, at.toEpochMilli(), value, value);
    }

    void send(Instant at, String... values) throws ExecutionException, InterruptedException {
        try (var producer = producer(Map.of())) {
            for (var value : values) {
                producer.send(record(at, value)).get();
            }
        }
    }

    /** What is readable now and committed, as {@code key=value}, in order. */
    List<String> committed() {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "isolation.level",
                "read_committed", "auto.offset.reset", "earliest", "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition()));
            consumer.seekToBeginning(List.of(partition()));
            var end = consumer.endOffsets(List.of(partition())).get(partition());
            var found = new ArrayList<String>();
            while (consumer.position(partition()) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(it -> found.add(it.key() + "=" + it.value()));
            }
            return found;
        }
    }

    /** How many of the topic's records the broker has deleted. */
    long deleted() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.listOffsets(Map.of(partition(), OffsetSpec.earliest())).partitionResult(
                    partition()).get().offset();
        }
    }

    private TopicPartition partition() {
        return new TopicPartition(name, 0);
    }
}
