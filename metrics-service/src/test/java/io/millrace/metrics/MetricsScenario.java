package io.millrace.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.event.Event;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.metrics.window.AggregateProcessor;
import io.millrace.metrics.window.WindowReads;
import io.millrace.metrics.window.WindowReads.Question;
import io.millrace.result.WindowPartial;
import io.millrace.runtime.streams.commit.BeforeCommit;
import io.millrace.result.LateEvent;
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
    }

    static Topology topology(ActiveMetrics metrics, SimpleMeterRegistry meters) {
        var properties = new MetricsProperties(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(10),
                Duration.ofSeconds(1), 10_000, Duration.ofSeconds(10), DataSize.ofMegabytes(64));
        var builder = new StreamsBuilder();
        new MetricsTopology(metrics, new MetricsMeters(meters), properties, () -> 1).addTo(builder);
        return builder.build();
    }

    void send(EventBuilder... arriving) {
        for (var builder : arriving) {
            var event = builder.build();
            events.pipeInput(event.key(), event, event.timestampMillis());
        }
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

    @SuppressWarnings("unchecked")
    List<WindowResult> read(String metric, String window) {
        CompiledMetric compiled = metrics.find(metric).orElseThrow();
        var reads = ((BeforeCommit<WindowReads>) driver.getStateStore(AggregateProcessor.HOOK)).view();
        return reads.read(new Question(metric, compiled.version(), window, 0, Optional.of("t1"), 0, Long.MAX_VALUE,
                _ -> true, 1_000_000, false)).stream().map(WindowPartial::window).toList();
    }

    double counted(String meter) {
        return meters.find(meter).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }

    @Override
    public void close() {
        driver.close();
    }

}
