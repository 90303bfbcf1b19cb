package io.millrace.cep;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.cep.candidate.PatternMessage;
import io.millrace.cep.candidate.PatternMessageSerde;
import io.millrace.event.Event;
import io.millrace.result.LateEvent;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.testkit.definition.TestDefinitions;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with patterns declared, events going in and results coming out. The wall clock stands still by itself. */
public final class CepScenario implements AutoCloseable {

    /** Years after the events: a replay. */
    public static final Instant YEARS_LATER = Instant.parse("2026-01-01T00:00:00Z");

    private static final String APPLICATION = "cep-service";
    private static final CepProperties PROPERTIES = new CepProperties(Duration.ofSeconds(1), Duration.ofSeconds(10),
            Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(10));

    private final TestDefinitions patterns;
    private final Path folder;
    private final int sourcePartitions;
    private SimpleMeterRegistry meters;
    private TopologyTestDriver driver;
    private TestInputTopic<String, Event> events;
    private Path state;
    private Instant wallClock;
    private int starts;

    private CepScenario(Path folder, TestDefinitions patterns, Instant wallClock, int sourcePartitions) {
        this.folder = folder;
        this.patterns = patterns;
        this.wallClock = wallClock;
        this.sourcePartitions = sourcePartitions;
        this.state = folder.resolve("state-0");
        start();
    }

    /** A replay of old events from one source partition. */
    public static CepScenario replaying(Path folder, TestDefinitions patterns) {
        return new CepScenario(folder, patterns, YEARS_LATER, 1);
    }

    /** Events that come in as they happen, from one source partition. */
    public static CepScenario live(Path folder, TestDefinitions patterns, String now) {
        return new CepScenario(folder, patterns, TestEvent.instant(now), 1);
    }

    /** A replay of old events from several source partitions. */
    public static CepScenario replayingPartitions(Path folder, TestDefinitions patterns, int sourcePartitions) {
        return new CepScenario(folder, patterns, YEARS_LATER, sourcePartitions);
    }

    public static Topology topology(TestDefinitions patterns) {
        return topology(patterns, new SimpleMeterRegistry(), 1);
    }

    public void send(TestEvent... events) {
        for (var event : events) {
            send(event.build());
        }
    }

    public void send(Event event) {
        events.pipeInput(event.key(), event, event.timestamp());
    }

    /** Puts a message of some source partition where the keys are. */
    public void sendMessage(String key, PatternMessage message) {
        driver.createInputTopic(APPLICATION + "-" + CepTopology.BY_KEY + "-repartition", new StringSerializer(),
                PatternMessageSerde.messages().serializer()).pipeInput(key, message, wallClock);
    }

    /** Lets the wall clock run, a second at a time. */
    public void waitFor(Duration time) {
        for (long left = time.toSeconds(); left > 0; left--) {
            wallClock = wallClock.plusSeconds(1);
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
    }

    /** Lets the wall clock jump: what is due by it happens once. */
    public void jump(Duration time) {
        wallClock = wallClock.plus(time);
        driver.advanceWallClockTime(time);
    }

    /**
     * Stops and starts again on the state as it was committed last. Closing its stores brings it to disk; the driver itself
     * is left behind unclosed, since closing deletes the folder.
     */
    public void restart() {
        driver.getAllStateStores().values().forEach(StateStore::close);
        var copy = folder.resolve("state-" + ++starts);
        copy(state, copy);
        state = copy;
        start();
    }

    public List<PatternMatch> matches() {
        return values(Topics.PATTERNS_MATCHES);
    }

    public List<TestRecord<String, PatternMatch>> matchRecords() {
        return records(Topics.PATTERNS_MATCHES);
    }

    public List<PatternTimeout> timeouts() {
        return values(Topics.PATTERNS_TIMEOUTS);
    }

    public List<TestRecord<String, PatternTimeout>> timeoutRecords() {
        return records(Topics.PATTERNS_TIMEOUTS);
    }

    public List<LateEvent> late() {
        return values(Topics.EVENTS_LATE);
    }

    public List<TestRecord<String, LateEvent>> lateRecords() {
        return records(Topics.EVENTS_LATE);
    }

    /** What a counter or gauge shows; zero when there is none. */
    public double meter(String name) {
        return meters.find(name).meters().stream().flatMap(
                meter -> java.util.stream.StreamSupport.stream(meter.measure().spliterator(), false)).mapToDouble(
                        measurement -> measurement.getValue()).sum();
    }

    public KeyValueStore<Bytes, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** How many entries a store holds. */
    public long size(String name) {
        long size = 0;
        try (var entries = driver.getKeyValueStore(name).all()) {
            for (; entries.hasNext(); entries.next()) {
                size++;
            }
        }
        return size;
    }

    public ActivePatterns activePatterns() {
        return new ActivePatterns(patterns);
    }

    @Override
    public void close() {
        driver.close();
    }

    private void start() {
        meters = new SimpleMeterRegistry();
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(topology(patterns, meters, sourcePartitions), settings, wallClock);
        events = driver.createInputTopic(Topics.EVENTS.name(), Topics.EVENTS.keySerde().serializer(),
                Topics.EVENTS.valueSerde().serializer());
    }

    private static Topology topology(TestDefinitions patterns, SimpleMeterRegistry meters, int sourcePartitions) {
        var builder = new StreamsBuilder();
        new CepTopology(new ActivePatterns(patterns), new CepMeters(meters), PROPERTIES,
                () -> sourcePartitions).addTo(builder);
        return builder.build();
    }

    private <V> List<V> values(Topic<String, V> topic) {
        return records(topic).stream().map(TestRecord::value).toList();
    }

    private <V> List<TestRecord<String, V>> records(Topic<String, V> topic) {
        return new ArrayList<>(driver.createOutputTopic(topic.name(), topic.keySerde().deserializer(),
                topic.valueSerde().deserializer()).readRecordsToList());
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
