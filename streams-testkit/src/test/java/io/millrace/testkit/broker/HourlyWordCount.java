package io.millrace.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * A Kafka Streams application that counts words per hour of event time, exactly once.
 *
 * @param words input
 * @param counts output, {@code word=count}
 * @param changelog settings of the store's changelog topic that differ from those Kafka Streams gives it
 */
record HourlyWordCount(StringTopic words, StringTopic counts, Map<String, String> changelog) {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String STORE = "count-per-hour";

    StringTopic changelogTopic() {
        return new StringTopic(words.broker(), applicationId() + "-" + STORE + "-changelog");
    }

    /** Runs until all its results, those of earlier runs too, are as expected; then leaves its group and stops. */
    void runUntilResultsAre(Path stateFolder, String... expected) {
        try (var streams = new KafkaStreams(topology(), settings(stateFolder))) {
            streams.start();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(counts.committed()).containsExactly(expected));
            streams.close(CloseOptions.groupMembershipOperation(
                    CloseOptions.GroupMembershipOperation.LEAVE_GROUP).withTimeout(LIMIT));
        }
    }

    private Topology topology() {
        var strings = Serdes.String();
        var builder = new StreamsBuilder();
        builder.stream(words.name(), Consumed.with(strings, strings).withName("words")).groupByKey(
                Grouped.with("by-word", strings, strings)).windowedBy(
                        TimeWindows.ofSizeWithNoGrace(Duration.ofHours(1))).count(
                                Named.as("count"),
                                Materialized.<String, Long, WindowStore<Bytes, byte[]>>as(STORE).withKeySerde(
                                        strings).withValueSerde(Serdes.Long()).withLoggingEnabled(changelog)).toStream(
                                                Named.as("results")).map(
                                                        (window, count) -> new KeyValue<>(
                                                                window.key(), count.toString()),
                                                        Named.as("result")).to(counts.name(),
                                                                Produced.with(strings, strings).withName("counts"));
        return builder.build();
    }

    private String applicationId() {
        return "word-count-" + words.name();
    }

    private Properties settings(Path stateFolder) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, words.broker().bootstrapServers());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0); // each change of a count is a result
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put("auto.offset.reset", "earliest");
        return settings;
    }
}
