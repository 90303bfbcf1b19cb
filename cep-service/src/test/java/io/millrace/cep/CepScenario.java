package io.millrace.cep;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.cep.event.PatternMessage;
import io.millrace.cep.event.PatternMessageSerde;
import io.millrace.cep.match.MatchHalf;
import io.millrace.cep.match.TaskReads;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.pattern.PatternMode;
import io.millrace.definition.PatternDefinition;
import io.millrace.event.Event;
import io.millrace.result.LateEvent;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.result.RejectedEvent;
import io.millrace.runtime.streams.commit.BeforeCommit;
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
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
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
import org.springframework.util.unit.DataSize;

/** The topology with patterns declared, events going in and results coming out. The wall clock stands still by itself. */
public final class CepScenario implements AutoCloseable {

    /** Years after the events: a replay. */
    public static final Instant YEARS_LATER = Instant.parse("2026-01-01T00:00:00Z");

    private static final String APPLICATION = "cep-service";
    private static final CepProperties PROPERTIES = new CepProperties(Duration.ofSeconds(1), Duration.ofSeconds(10),
            Duration.ofMinutes(10), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(30),
            Duration.ofSeconds(10), DataSize.ofMegabytes(64));

    private final TestDefinitions patterns;
    private final Path folder;
    private final int sourcePartitions;
    private final Function<PatternDefinition, PatternMode> modes;
    private SimpleMeterRegistry meters;
    private ActivePatterns active;
    private TopologyTestDriver driver;
    private TestInputTopic<String, Event> events;
    private Path state;
    private Instant wallClock;
    private int starts;

    private CepScenario(Path folder, TestDefinitions patterns, Instant wallClock, int sourcePartitions,
            Function<PatternDefinition, PatternMode> modes) {
        this.modes = modes;
        this.folder = folder;
        this.patterns = patterns;
        this.wallClock = wallClock;
        this.sourcePartitions = sourcePartitions;
        this.state = folder.resolve("state-0");
        start();
    }

    /** A replay of old events from one source partition. */
    public static CepScenario replaying(Path folder, TestDefinitions patterns) {
        return new CepScenario(folder, patterns, YEARS_LATER, 1, PatternMode::of);
    }

    /** A replay of old events with patterns in some mode. */
    public static CepScenario replaying(Path folder, TestDefinitions patterns,
            Function<PatternDefinition, PatternMode> modes) {
        return new CepScenario(folder, patterns, YEARS_LATER, 1, modes);
    }

    /** Events that come in as they happen, from one source partition. */
    public static CepScenario live(Path folder, TestDefinitions patterns, String now) {
        return new CepScenario(folder, patterns, TestEvent.instant(now), 1, PatternMode::of);
    }

    /** A replay of old events from several source partitions. */
    public static CepScenario replayingPartitions(Path folder, TestDefinitions patterns, int sourcePartitions) {
        return new CepScenario(folder, patterns, YEARS_LATER, sourcePartitions, PatternMode::of);
    }

    public static Topology topology(TestDefinitions patterns) {
        return topology(new ActivePatterns(patterns), new SimpleMeterRegistry(), 1);
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

    /** Lets the wall clock run, half a second at a time. */
    public void waitFor(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 500) {
            wallClock = wallClock.plusMillis(500);
            driver.advanceWallClockTime(Duration.ofMillis(500));
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
        return active;
    }

    /** What the matching per user shows of its live runs. */
    @SuppressWarnings("unchecked")
    public TaskReads reads() {
        return ((BeforeCommit<TaskReads>) driver.getStateStore(MatchHalf.DIRECT.processor())).view();
    }

    /** How many records the repartition topic got. */
    public long travelled() {
        return driver.createOutputTopic(APPLICATION + "-" + CepTopology.BY_KEY + "-repartition",
                new StringDeserializer(),
                PatternMessageSerde.messages().deserializer()).readValuesToList().stream().filter(
                        PatternMessage.Candidate.class::isInstance).count();
    }

    /** Sends bytes under a record key, as another producer might. */
    public void sendBytes(String key, byte[] value, String at) {
        driver.createInputTopic(Topics.EVENTS.name(), new StringSerializer(), new ByteArraySerializer()).pipeInput(key,
                value, TestEvent.instant(at));
    }

    public List<RejectedEvent> rejected() {
        return driver.createOutputTopic(Topics.EVENTS_REJECTED.name(), new ByteArrayDeserializer(),
                Topics.EVENTS_REJECTED.valueSerde().deserializer()).readValuesToList();
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
        active = new ActivePatterns(patterns, modes);
        driver = new TopologyTestDriver(topology(active, meters, sourcePartitions), settings, wallClock);
        events = driver.createInputTopic(Topics.EVENTS.name(), Topics.EVENTS.keySerde().serializer(),
                Topics.EVENTS.valueSerde().serializer());
    }

    private static Topology topology(ActivePatterns patterns, SimpleMeterRegistry meters, int sourcePartitions) {
        var builder = new StreamsBuilder();
        new CepTopology(patterns, new CepMeters(meters), PROPERTIES, () -> sourcePartitions).addTo(builder);
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
