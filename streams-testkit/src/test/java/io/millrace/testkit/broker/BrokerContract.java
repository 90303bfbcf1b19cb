package io.millrace.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a test may expect of any {@link TestBroker}. The broker has to {@linkplain #eagerToExpire expire eagerly}. */
abstract class BrokerContract {

    private static final Instant YEARS_AGO = Instant.parse("2010-03-14T15:09:26Z");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** What Kafka Streams gives the changelog of a window store, with a life of one hour after the event. */
    private static final Map<String, String> EXPIRING = Map.of("cleanup.policy", "compact,delete", "retention.ms",
            String.valueOf(Duration.ofHours(1).toMillis()), "segment.ms", "100");
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact", "segment.ms", "100");

    abstract TestBroker broker();

    /** A broker that looks for expired records all the time, instead of every five minutes. */
    static TestBroker eagerToExpire(TestBroker broker) {
        return broker.with("log.retention.check.interval.ms", "200").with("log.initial.task.delay.ms", "200").with(
                "log.cleaner.backoff.ms", "200");
    }

    @Test
    void shouldGiveBackRecordsInOrder(TestInfo test) throws Exception {
        var topic = StringTopic.create(broker(), nameOf(test), Map.of());

        topic.send(Instant.now(), "view", "cart", "purchase");

        assertThat(topic.committed()).containsExactly("view=view", "cart=cart", "purchase=purchase");
    }

    @Test
    void shouldShowTransactionsOnceTheyAreCommitted(TestInfo test) {
        var topic = StringTopic.create(broker(), nameOf(test), Map.of());
        try (var producer = topic.producer(Map.of("transactional.id", topic.name()))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(topic.record(YEARS_AGO, "aborted"));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(topic.record(YEARS_AGO, "committed"));
            producer.flush();
            assertThat(topic.committed()).isEmpty();

            producer.commitTransaction();

            await().atMost(LIMIT).untilAsserted(
                    () -> assertThat(topic.committed()).containsExactly("committed=committed"));
        }
    }

    @Test
    void shouldRefuseTopicsThatNobodyCreated(TestInfo test) {
        try (var producer = new StringTopic(broker(), nameOf(test)).producer(Map.of("max.block.ms", 1000))) {
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(
                    () -> producer.send(new StringTopic(broker(), nameOf(test)).record(YEARS_AGO, "view")).get());
        }
    }

    @Test
    void shouldKeepOldRecordsOfTopicWithoutRetention(TestInfo test) throws Exception {
        var topic = StringTopic.create(broker(), nameOf(test), Map.of());
        topic.send(YEARS_AGO, "view");

        awaitRetention(test);

        assertThat(topic.committed()).containsExactly("view=view");
    }

    @Test
    void shouldRestoreCountsOfOldRecordsWhenTheStateFolderIsLost(TestInfo test, @TempDir Path first,
            @TempDir Path second) throws Exception {
        var application = wordCount(test, COMPACTED);
        application.words().send(YEARS_AGO, "a", "b", "a");
        application.runUntilResultsAre(first, "a=1", "b=1", "a=2");
        awaitRetention(test);

        application.words().send(YEARS_AGO, "a");

        application.runUntilResultsAre(second, "a=1", "b=1", "a=2", "a=3");
    }

    /**
     * The trap: the same application with a changelog that expires by the time of its records counts from 1 again.
     *
     * <p>There is one record in the first run, because more may survive: the marker that ends a transaction has the
     * time of the commit, and keeps alive the records that come after it in its segment. Those before the first marker of a
     * segment have a segment of their own, since they are so much older, and are lost.
     */
    @Test
    void shouldForgetCountsOfOldRecordsWhenTheChangelogExpires(TestInfo test, @TempDir Path first,
            @TempDir Path second) throws Exception {
        var application = wordCount(test, EXPIRING);
        application.words().send(YEARS_AGO, "a");
        application.runUntilResultsAre(first, "a=1");
        await().atMost(LIMIT).until(() -> application.changelogTopic().deleted() > 0);

        application.words().send(YEARS_AGO, "a");

        application.runUntilResultsAre(second, "a=1", "a=1");
    }

    private HourlyWordCount wordCount(TestInfo test, Map<String, String> changelog) {
        var words = StringTopic.create(broker(), nameOf(test) + "-words", Map.of());
        var counts = StringTopic.create(broker(), nameOf(test) + "-counts", Map.of());
        return new HourlyWordCount(words, counts, changelog);
    }

    /**
     * Returns when the broker has looked for expired records in every log: between two deletions in one topic it has.
     */
    private void awaitRetention(TestInfo test) throws Exception {
        var expired = StringTopic.create(broker(), nameOf(test) + "-expired", EXPIRING);
        for (int pass = 1; pass <= 2; pass++) {
            var before = expired.deleted();
            expired.send(YEARS_AGO, "gone");
            await().atMost(LIMIT).until(() -> expired.deleted() > before);
        }
    }

    private static String nameOf(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName();
    }
}
