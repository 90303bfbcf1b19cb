package io.millrace.runtime.streams.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.embedded.EmbeddedBroker;
import io.millrace.embedded.EmbeddedBrokerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the action runs, as a broker's clients see it. It rests on internals of Kafka Streams: a version that moves the
 * moment fails here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BeforeCommitTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int RECORDS = 2_000;

    @TempDir
    private static Path folder;

    private EmbeddedBroker broker;
    private final RecordedCalls calls = new RecordedCalls();

    @BeforeAll
    void start() throws Exception {
        broker = new EmbeddedBroker(EmbeddedBrokerConfig.in(folder.resolve("broker")));
        broker.start();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(BatchedCounts.IN, 1, (short) 1),
                    new NewTopic(BatchedCounts.OUT, 1, (short) 1))).all().get();
        }
        send(RECORDS);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void forget() {
        calls.note("test begins");
    }

    @Test
    void shouldSendWhatTheActionForwardsAndPutsInsideTheTransactionOfItsRecords(TestInfo test) {
        try (var _ = streams(test, _ -> calls.note("action"))) {
            awaitOffset(end());
            var before = calls.soFar().size();
            send(1);
            awaitOffset(end());
            var transaction = lastTransaction(calls.soFar().subList(before, calls.soFar().size()));

            assertThat(transaction).containsSubsequence("beginTransaction", "send " + BatchedCounts.OUT,
                    "send " + BatchedCounts.changelog(id(test)), "flush", "offset " + end(),
                    "commitTransaction");
            assertThat(transaction.lastIndexOf("flush")).isGreaterThan(
                    transaction.lastIndexOf("send " + BatchedCounts.changelog(id(test))));
            assertThat(transaction.indexOf("action")).isLessThan(transaction.indexOf("send " + BatchedCounts.OUT));
        }
    }

    @Test
    void shouldCommitAsMuchOfTheOutputAsOfTheInput(TestInfo test) {
        var start = total();
        try (var _ = streams(test, _ -> {})) {
            await().atMost(LIMIT).until(() -> total() - start >= end());

            assertThat(total() - start).isEqualTo(end());
        }
    }

    @Test
    void shouldShowItsViewToQueriesWhileItRuns(TestInfo test) {
        try (var streams = streams(test, _ -> {})) {
            await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
                Optional<BatchedCounts> view = streams.store(StoreQueryParameters.fromNameAndType(BatchedCounts.HOOK,
                        BeforeCommit.<BatchedCounts>viewType()));
                assertThat(view).isPresent();
            });
        }
    }

    @Test
    void shouldFailTheTaskWhenTheActionFails(TestInfo test) {
        var failure = new AtomicReference<Throwable>();
        var start = total();
        try (var streams = new KafkaStreams(BatchedCounts.topology(pending -> {
            if (pending > 0) {
                throw new IllegalStateException("not now");
            }
        }), settings(test))) {
            streams.setUncaughtExceptionHandler(thrown -> {
                failure.set(thrown);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();

            await().atMost(LIMIT).until(() -> failure.get() != null);

            assertThat(failure.get()).hasStackTraceContaining("not now");
            assertThat(total()).isEqualTo(start);
        }
    }

    private KafkaStreams streams(TestInfo test, LongConsumer beforeCommit) {
        var streams = new KafkaStreams(BatchedCounts.topology(beforeCommit), settings(test), calls);
        streams.start();
        return streams;
    }

    private Properties settings(TestInfo test) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, id(test));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve(id(test)).toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        settings.put(StreamsConfig.consumerPrefix("max.poll.records"), 300);
        return settings;
    }

    private static String id(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName();
    }

    private void awaitOffset(long offset) {
        await().atMost(LIMIT).until(() -> {
            var soFar = calls.soFar();
            return soFar.subList(soFar.lastIndexOf("test begins"), soFar.size()).contains("offset " + offset)
                    && soFar.getLast().equals("commitTransaction");
        });
    }

    private static List<String> lastTransaction(List<String> calls) {
        var upToCommit = calls.subList(0, calls.lastIndexOf("commitTransaction") + 1);
        var transaction = new ArrayList<>(
                upToCommit.subList(upToCommit.lastIndexOf("beginTransaction"), upToCommit.size()));
        // The action may come to be what begins the transaction.
        int begin = upToCommit.lastIndexOf("beginTransaction");
        transaction.addAll(0, upToCommit.subList(Math.max(0, begin - 1), begin));
        return transaction;
    }

    private void send(int records) {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(BatchedCounts.IN, "key", "value"));
            }
        }
    }

    /** How many records the input has. */
    private long end() {
        try (var consumer = consumer()) {
            var in = new TopicPartition(BatchedCounts.IN, 0);
            return consumer.endOffsets(List.of(in)).get(in);
        }
    }

    /** What the output adds up to, of what is committed. */
    private long total() {
        try (var consumer = consumer()) {
            var out = new TopicPartition(BatchedCounts.OUT, 0);
            consumer.assign(List.of(out));
            consumer.seekToBeginning(List.of(out));
            long end = consumer.endOffsets(List.of(out)).get(out);
            long total = 0;
            while (consumer.position(out) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    total += record.value();
                }
            }
            return total;
        }
    }

    private KafkaConsumer<String, Long> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(), new LongDeserializer());
    }

}
