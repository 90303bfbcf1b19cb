package io.millrace.ingest.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.event.Event;
import io.millrace.ingest.AdjustableClock;
import io.millrace.ingest.IngestProperties;
import io.millrace.ingest.profile.ProfileMeters;
import io.millrace.result.RejectedEvent;
import io.millrace.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The ingest topology with its topics at hand. Input records are in partition 0. */
final class IngestScenario implements AutoCloseable {

    final AdjustableClock clock = new AdjustableClock("2024-06-01T12:00:00Z");
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Topology topology;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> raw;
    private final TestInputTopic<String, byte[]> profileRecords;
    private final TestOutputTopic<String, byte[]> profiles;
    private final TestOutputTopic<String, Event> events;
    private final TestOutputTopic<byte[], RejectedEvent> rejected;

    IngestScenario(IngestProperties properties, int partitions, Path stateDir) {
        topology = topology(properties, partitions);
        driver = new TopologyTestDriver(topology, settings(stateDir), clock.instant());
        raw = driver.createInputTopic(Topics.EVENTS_RAW.name(), Topics.EVENTS_RAW.keySerde().serializer(),
                Topics.EVENTS_RAW.valueSerde().serializer());
        profileRecords = driver.createInputTopic(Topics.PROFILES.name(), Topics.PROFILES.keySerde().serializer(),
                Topics.PROFILES.valueSerde().serializer());
        profiles = driver.createOutputTopic(Topics.PROFILES.name(), Topics.PROFILES.keySerde().deserializer(),
                Topics.PROFILES.valueSerde().deserializer());
        events = driver.createOutputTopic(Topics.EVENTS.name(), Topics.EVENTS.keySerde().deserializer(),
                Topics.EVENTS.valueSerde().deserializer());
        rejected = driver.createOutputTopic(Topics.EVENTS_REJECTED.name(),
                Topics.EVENTS_REJECTED.keySerde().deserializer(), Topics.EVENTS_REJECTED.valueSerde().deserializer());
    }

    void send(String... jsons) {
        for (var json : jsons) {
            send(null, json.getBytes(UTF_8), clock.instant());
        }
    }

    void send(String key, byte[] json, Instant time) {
        raw.pipeInput(new TestRecord<>(key == null ? null : key.getBytes(UTF_8), json, time));
    }

    /** Writes to {@code profiles} as others do; null is a tombstone. */
    void writeProfile(String key, String json, Instant time) {
        profileRecords.pipeInput(new TestRecord<>(key, json == null ? null : json.getBytes(UTF_8), time));
    }

    /** What the topology wrote to {@code profiles}. */
    List<TestRecord<String, byte[]>> profileRecords() {
        return profiles.readRecordsToList();
    }

    void advance(Duration by) {
        clock.advance(by);
        driver.advanceWallClockTime(by);
    }

    List<TestRecord<String, Event>> published() {
        return events.readRecordsToList();
    }

    List<String> publishedIds() {
        return published().stream().map(record -> record.value().eventId()).toList();
    }

    List<TestRecord<byte[], RejectedEvent>> rejections() {
        return rejected.readRecordsToList();
    }

    long rememberedIds() {
        KeyValueStore<Bytes, Long> arrivals = driver.getKeyValueStore(IngestTopology.ARRIVALS_STORE);
        try (var all = arrivals.all()) {
            long count = 0;
            for (; all.hasNext(); all.next()) {
                count++;
            }
            return count;
        }
    }

    /** What the store's changelog holds, in order; a null value is a tombstone. */
    List<KeyValue<Bytes, Long>> changelog() {
        return driver.createOutputTopic("ingest-test-" + IngestTopology.ARRIVALS_STORE + "-changelog",
                Serdes.Bytes().deserializer(), Serdes.Long().deserializer()).readKeyValuesToList();
    }

    /** Does what a restart with an empty state folder does: replays the changelog into the store. */
    void restore(List<KeyValue<Bytes, Long>> changelog) {
        KeyValueStore<Bytes, Long> arrivals = driver.getKeyValueStore(IngestTopology.ARRIVALS_STORE);
        changelog.forEach(record -> arrivals.put(record.key, record.value));
    }

    double count(String meter) {
        return meters.get(meter).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }

    double count(String meter, String label, String value) {
        return meters.get(meter).tag(label, value).counter().count();
    }

    String description() {
        return topology.describe().toString();
    }

    @Override
    public void close() {
        driver.close();
    }

    private Topology topology(IngestProperties properties, int partitions) {
        var builder = new StreamsBuilder();
        new IngestTopology(() -> partitions, properties, clock, new TopologyMeters(meters),
                new ProfileMeters(meters)).addTo(builder);
        return builder.build(settings(Path.of("unused")));
    }

    private static Properties settings(Path stateDir) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ingest-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return settings;
    }

}
