package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.metadata.storage.Formatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final Instant YEARS_AGO = Instant.parse("2010-03-14T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void shouldGiveBackWhatItWasGiven() throws Exception {
        try (var broker = started(EmbeddedBrokerConfig.in(folder))) {
            var clients = BrokerClients.of(broker);
            clients.createTopic("events", 1, Map.of());

            send(clients, new ProducerRecord<>("events", "u1", "view"), new ProducerRecord<>("events", "u1", "cart"));

            assertThat(clients.values("events")).containsExactly("view", "cart");
            assertThat(broker.failure()).isEmpty();
        }
    }

    @Test
    void shouldKeepClusterTopicsAndRecordsAcrossRestarts() throws Exception {
        String cluster;
        try (var broker = started(EmbeddedBrokerConfig.in(folder))) {
            cluster = broker.clusterId();
            BrokerClients.of(broker).createTopic("events", 2, Map.of());
            send(BrokerClients.of(broker), new ProducerRecord<>("events", 0, "u1", "view"));
        }

        try (var broker = started(EmbeddedBrokerConfig.in(folder))) {
            send(BrokerClients.of(broker), new ProducerRecord<>("events", 0, "u1", "cart"));

            assertThat(broker.clusterId()).isEqualTo(cluster);
            assertThat(BrokerClients.of(broker).values("events")).containsExactly("view", "cart");
        }
    }

    @Test
    void shouldUseFolderThatKafkaStorageHasFormatted() throws Exception {
        var cluster = Uuid.randomUuid().toString();
        new Formatter().setPrintStream(new PrintStream(OutputStream.nullOutputStream())).setClusterId(
                cluster).setNodeId(7).setControllerListenerName("CONTROLLER").addDirectory(
                        folder.toString()).setMetadataLogDirectory(folder.toString()).run();

        try (var broker = started(EmbeddedBrokerConfig.in(folder)); var admin = BrokerClients.of(broker).admin()) {
            var described = admin.describeCluster(new DescribeClusterOptions());

            assertThat(broker.clusterId()).isEqualTo(cluster);
            assertThat(described.clusterId().get()).isEqualTo(cluster);
            assertThat(described.nodes().get()).singleElement().satisfies(node -> assertThat(node.id()).isEqualTo(7));
        }
    }

    @Test
    void shouldCloseWithinSecondsAndFreeItsPorts() throws Exception {
        var first = started(EmbeddedBrokerConfig.in(folder));
        BrokerClients.of(first).createTopic("events", 50, Map.of());
        var samePort = EmbeddedBrokerConfig.in(folder).withPort(first.port());

        var begin = System.nanoTime();
        first.close();
        var taken = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(taken).isLessThan(Duration.ofSeconds(5));
        try (var second = started(samePort)) {
            assertThat(second.bootstrapServers()).isEqualTo("127.0.0.1:" + samePort.port());
        }
    }

    @Test
    void shouldCloseWithinSecondsUnderAClientThatStays() throws Exception {
        var broker = started(EmbeddedBrokerConfig.in(folder));
        BrokerClients.of(broker).createTopic("events", 1, Map.of());
        try (var producer = BrokerClients.of(broker).producer(Map.of())) {
            producer.send(new ProducerRecord<>("events", "view")).get();

            var begin = System.nanoTime();
            broker.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            producer.close(Duration.ZERO);
        }
    }

    @Test
    void shouldHaveOneLife() {
        var broker = new EmbeddedBroker(EmbeddedBrokerConfig.in(folder));
        assertThatIllegalStateException().isThrownBy(broker::bootstrapServers);
        assertThatIllegalStateException().isThrownBy(broker::clusterId);
        broker.start();
        assertThatIllegalStateException().isThrownBy(broker::start);

        broker.close();
        broker.close();

        assertThatIllegalStateException().isThrownBy(broker::start);
    }

    @Test
    void shouldNotCreateTopicsByItself() {
        try (var broker = started(EmbeddedBrokerConfig.in(folder));
                var producer = BrokerClients.of(broker).producer(Map.of("max.block.ms", 1000))) {

            assertThatExceptionOfType(ExecutionException.class).isThrownBy(
                    () -> producer.send(new ProducerRecord<>("evnets", "view")).get()).withCauseInstanceOf(
                            TimeoutException.class).withMessageContaining("evnets not present");
        }
    }

    @Test
    void shouldKeepInternalTopicsSmall() throws Exception {
        try (var broker = started(EmbeddedBrokerConfig.in(folder))) {
            var clients = BrokerClients.of(broker);
            clients.createTopic("events", 1, Map.of());
            try (var producer = clients.producer(Map.of("transactional.id", "t"));
                    var admin = clients.admin()) {
                producer.initTransactions();
                admin.alterConsumerGroupOffsets("group",
                        Map.of(new TopicPartition("events", 0), new OffsetAndMetadata(0))).all().get();
            }

            assertThat(List.of(clients.topic("__transaction_state"), clients.topic("__consumer_offsets"))).allSatisfy(
                    topic -> assertThat(topic.partitions()).hasSize(4).allSatisfy(
                            partition -> assertThat(partition.replicas()).hasSize(1)));
        }
    }

    @Test
    void shouldTakeRecordsOfAnyPast() throws Exception {
        try (var broker = started(EmbeddedBrokerConfig.in(folder))) {
            var clients = BrokerClients.of(broker);
            clients.createTopic("events", 1, Map.of());

            send(clients, new ProducerRecord<>("events", 0, 0L, "u1", "1970"),
                    new ProducerRecord<>("events", 0, YEARS_AGO.toEpochMilli(), "u1", "2010"));

            assertThat(clients.values("events")).containsExactly("1970", "2010");
        }
    }

    @Test
    void shouldRefuseRecordsOfTheFutureWhereTheTopicDoesNotAllowThem() throws Exception {
        try (var broker = started(EmbeddedBrokerConfig.in(folder))) {
            var clients = BrokerClients.of(broker);
            var tomorrow = Instant.now().plus(Duration.ofHours(20)).toEpochMilli();
            clients.createTopic("events", 1, Map.of());
            clients.createTopic("windows", 1, Map.of("message.timestamp.after.max.ms",
                    String.valueOf(Duration.ofDays(1).toMillis())));

            send(clients, new ProducerRecord<>("windows", 0, tomorrow, "u1", "day"));

            assertThat(clients.values("windows")).containsExactly("day");
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(
                    () -> send(clients, new ProducerRecord<>("events", 0, tomorrow, "u1", "view"))).withCauseInstanceOf(
                            InvalidTimestampException.class);
        }
    }

    private static EmbeddedBroker started(EmbeddedBrokerConfig config) {
        var broker = new EmbeddedBroker(config);
        broker.start();
        return broker;
    }

    @SafeVarargs
    private static void send(BrokerClients clients, ProducerRecord<String, String>... records)
            throws ExecutionException, InterruptedException {
        try (var producer = clients.producer(Map.of())) {
            for (var record : records) {
                producer.send(record).get();
            }
        }
    }
}
