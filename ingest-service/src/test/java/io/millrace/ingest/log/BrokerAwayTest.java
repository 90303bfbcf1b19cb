package io.millrace.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.Event;
import io.millrace.ingest.Settings;
import io.millrace.testkit.broker.TestBroker;
import io.millrace.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class BrokerAwayTest {

    @Test
    void shouldSayInTimeThatTheBrokerIsAway() {
        var broker = TestBroker.inProcess().start();
        for (var topic : List.of(Topics.EVENTS_RAW, Topics.EVENTS_REJECTED)) {
            broker.create(new NewTopic(topic.name(), 2, (short) 1));
        }
        try (var log = log(broker.bootstrapServers())) {
            log.connect();
            append(log, "before");
            broker.close();
            var began = System.nanoTime();

            assertThatThrownBy(() -> append(log, "after")).isInstanceOf(NotAcknowledgedException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void shouldStartAndSayInTimeThatThereIsNoBroker() {
        try (var log = log("localhost:1")) {
            var began = System.nanoTime();
            log.connect();

            assertThatThrownBy(() -> append(log, "after")).isInstanceOf(NotAcknowledgedException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        }
    }

    private static void append(KafkaEventLog log, String id) {
        var append = log.begin();
        for (int i = 0; i < 100; i++) {
            append.add(new Event(id + i, "view", "t1", "u" + i, null, null, Instant.parse("2010-01-01T00:00:00Z"),
                    null, null, null, Map.of(), Map.of(), Map.of(), Map.of()));
        }
        append.await();
    }

    private static KafkaEventLog log(String bootstrapServers) {
        var kafka = new KafkaProperties();
        kafka.setBootstrapServers(List.of(bootstrapServers));
        return new LogConfiguration().eventLog(kafka, Settings.defaults());
    }

}
