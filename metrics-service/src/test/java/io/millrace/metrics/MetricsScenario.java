package io.millrace.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.event.Event;
import io.millrace.metrics.window.AggregateProcessor;
import io.millrace.metrics.window.WindowReads;
import io.millrace.metrics.window.WindowReads.Question;
import io.millrace.result.WindowPartial;
import io.millrace.runtime.streams.commit.BeforeCommit;
import io.millrace.result.LateEvent;
import io.millrace.result.RejectedEvent;
import io.millrace.result.WindowResult;
import io.millrace.testkit.definition.TestDefinitions;
import io.millrace.testkit.event.EventBuilder;
import io.millrace.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.springframework.util.unit.DataSize;

/** A metrics topology with a driver around it: events in, windows out. */
final class MetricsScenario implements AutoCloseable {

    final TestDefinitions definitions;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ActiveMetrics metrics;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, Event> events;
    private final TestOutputTopic<String, WindowResult> windows;
    private final TestOutputTopic<String, LateEvent> late;
    private final TestOutputTopic<byte[], RejectedEvent> rejected;

    /** With these definitions, at a wall clock far from the events' times, as in a replay. */
    MetricsScenario(String yaml, Path stateDir) {
        this(TestDefinitions.of(yaml), stateDir, Instant.parse("2030-01-01T00:00:00Z"));
    }

    MetricsScenario(TestDefinitions definitions, Path stateDir, Instant wallClock) {
        this.definitions = definitions;
        metrics = new ActiveMetrics(definitions);
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "metrics-scenario");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(topology(metrics, meters), settings, wallClock);
        events = driver.createInputTopic(Topics.EVENTS.name(), Topics.EVENTS.keySerde().serializer(),
                Topics.EVENTS.valueSerde().serializer());
        windows = driver.createOutputTopic(Topics.METRICS_WINDOWS.name(),
                Topics.METRICS_WINDOWS.keySerde().deserializer(), Topics.METRICS_WINDOWS.valueSerde().deserializer());
        late = driver.createOutputTopic(Topics.EVENTS_LATE.name(), Topics.EVENTS_LATE.keySerde().deserializer(),
                Topics.EVENTS_LATE.valueSerde().deserializer());
        rejected = driver.createOutputTopic(Topics.EVENTS_REJECTED.name(),
                Topics.EVENTS_REJECTED.keySerde().deserializer(),
                Topics.EVENTS_REJECTED.valueSerde().deserializer());
    }

    static Topology topology(ActiveMetrics metrics, SimpleMeterRegistry meters) {
        var builder = new StreamsBuilder();
        new MetricsTopology(metrics, new MetricsMeters(meters), properties(DataSize.ofMegabytes(64)), () -> 1).addTo(
                builder);
        return builder.build();
    }

    static MetricsProperties properties(DataSize paneMemory) {
        return new MetricsProperties(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(10),
                Duration.ofSeconds(1), 10_000, Duration.ofSeconds(10), paneMemory);
    }

    void send(EventBuilder... arriving) {
        for (var builder : arriving) {
            send(builder.build());
        }
    }

    void send(Event event) {
        events.pipeInput(event.key(), event, event.timestampMillis());
    }

    /** Puts bytes on the topic of events as they are. */
    void sendBytes(String json, Instant timestamp) {
        driver.createInputTopic(Topics.EVENTS.name(), new StringSerializer(), new StringSerializer()).pipeInput("key",
                json, timestamp);
    }

    /** Lets heartbeats go out, windows close and changes be published. */
    void pass(Duration time) {
        for (long seconds = time.toSeconds(); seconds > 0; seconds--) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
    }

    List<WindowResult> published() {
        return windows.readValuesToList();
    }

    List<WindowResult> closed() {
        return published().stream().filter(WindowResult::isFinal).toList();
    }

    List<LateEvent> late() {
        return late.readValuesToList();
    }

    List<RejectedEvent> rejected() {
        return rejected.readValuesToList();
    }

    /** The windows of the metric as it is declared now. */
    List<WindowResult> read(String metric, String window) {
        return read(metric, metrics.find(metric).orElseThrow().version(), window, 0);
    }

    /**
     * The windows of a version of a metric.
     *
     * @param rollup
     *            0 for the metric's own dimensions, n for its n-th roll-up
     */
    List<WindowResult> read(String metric, long version, String window, int rollup) {
        return read(new Question(metric, version, window, rollup, Optional.of("t1"), 0, Long.MAX_VALUE, _ -> true,
                1_000_000, false));
    }

    List<WindowResult> read(Question question) {
        return reads(driver).read(question).stream().map(WindowPartial::window).toList();
    }

    /** What interactive queries are shown. */
    @SuppressWarnings("unchecked")
    static WindowReads reads(TopologyTestDriver driver) {
        return ((BeforeCommit<WindowReads>) driver.getStateStore(AggregateProcessor.HOOK)).view();
    }

    /** How many entries a store has. */
    int stored(String store) {
        int entries = 0;
        try (var all = driver.getKeyValueStore(store).all()) {
            for (; all.hasNext(); all.next()) {
                entries++;
            }
        }
        return entries;
    }

    double counted(String meter) {
        return meters.find(meter).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }

    @Override
    public void close() {
        driver.close();
    }

}
