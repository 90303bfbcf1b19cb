package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose process is killed in the middle of its work keeps what it has acknowledged. */
class KilledBrokerTest {

    private static final int ENOUGH = 2_000;

    /** Far longer than a start takes: a start that waited for the dead broker's session to end would be seen. */
    private static final Duration SESSION = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void shouldKeepEveryAcknowledgedRecord() throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        var process = BrokerProcess.start(folder);
        var clients = new BrokerClients(process.bootstrapServers());
        clients.createTopic("events", 4, Map.of());
        try (var producer = clients.producer(Map.of("linger.ms", 1))) {
            var stop = new AtomicBoolean();
            var sending = Thread.ofVirtual().start(() -> sendUntil(stop, producer, acknowledged));
            await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() > ENOUGH);
            process.kill();
            stop.set(true);
            producer.close(Duration.ZERO);
            sending.join();
        }

        try (var broker = startedAgain()) {
            assertThat(BrokerClients.of(broker).values("events")).hasSizeGreaterThan(
                    ENOUGH).doesNotHaveDuplicates().containsAll(acknowledged);
        }
    }

    @Test
    void shouldKeepCommittedTransactionsAndHideTheOpenOne() throws Exception {
        var process = BrokerProcess.start(folder);
        var clients = new BrokerClients(process.bootstrapServers());
        clients.createTopic("events", 1, Map.of());
        try (var producer = clients.producer(Map.of("transactional.id", "t"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("events", "committed"));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("events", "open")).get();
            process.kill();
            producer.close(Duration.ZERO);
        }

        try (var broker = startedAgain();
                var next = BrokerClients.of(broker).producer(Map.of("transactional.id", "t"))) {
            next.initTransactions();

            assertThat(BrokerClients.of(broker).values("events")).containsExactly("committed");
        }
    }

    @Test
    void shouldNotWaitForTheSessionOfTheDeadBroker() throws Exception {
        BrokerProcess.start(folder).kill();

        var begin = System.nanoTime();
        startedAgain().close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SESSION.dividedBy(2));
    }

    private EmbeddedBroker startedAgain() {
        var broker = new EmbeddedBroker(EmbeddedBrokerConfig.in(folder).withOverride("broker.session.timeout.ms",
                String.valueOf(SESSION.toMillis())));
        broker.start();
        return broker;
    }

    private static void sendUntil(AtomicBoolean stop, Producer<String, String> producer, Queue<String> acknowledged) {
        for (int number = 0; !stop.get(); number++) {
            var value = "event-" + number;
            try {
                producer.send(new ProducerRecord<>("events", value, value), (_, failure) -> {
                    if (failure == null) {
                        acknowledged.add(value);
                    }
                });
            } catch (IllegalStateException | org.apache.kafka.common.KafkaException _) {
                return; // the producer was closed
            }
        }
    }
}
