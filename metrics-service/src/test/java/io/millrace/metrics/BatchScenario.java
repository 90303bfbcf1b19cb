package io.millrace.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.event.Event;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.metrics.fold.FoldedPartition;
import io.millrace.metrics.fold.KnownWatermarks;
import io.millrace.metrics.partial.PartialBatch;
import io.millrace.metrics.partial.PartialBatchSerde;
import io.millrace.metrics.window.AggregateProcessor;
import io.millrace.metrics.window.WindowReads.Question;
import io.millrace.result.LateEvent;
import io.millrace.result.WindowPartial;
import io.millrace.result.WindowResult;
import io.millrace.testkit.definition.TestDefinitions;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.springframework.util.unit.DataSize;

/** Several partitions of events that commit when a test says so, and the windows that are made of them. */
final class BatchScenario implements AutoCloseable {

    private static final String PARTIALS = "partials";

    private final ActiveMetrics metrics;
    private final MetricsMeters meters = new MetricsMeters(new SimpleMeterRegistry());
    private final List<FoldedPartition> partitions = new ArrayList<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<Integer, PartialBatch> partials;

    BatchScenario(String yaml, int partitions, DataSize paneMemory, Path stateDir) {
        metrics = new ActiveMetrics(TestDefinitions.of(yaml));
        for (int number = 0; number < partitions; number++) {
            this.partitions.add(new FoldedPartition(number, metrics.plan(), meters));
        }
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "batch-scenario");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(topology(MetricsScenario.properties(paneMemory)), settings,
                Instant.parse("2030-01-01T00:00:00Z"));
        partials = driver.createInputTopic(PARTIALS, Serdes.Integer().serializer(),
                PartialBatchSerde.serde().serializer());
    }

    private Topology topology(MetricsProperties properties) {
        var builder = new StreamsBuilder();
        var results = builder.stream(PARTIALS, Consumed.with(Serdes.Integer(), PartialBatchSerde.serde())).process(
                AggregateProcessor.supplier(metrics, meters, properties, partitions::size, new KnownWatermarks()),
                Named.as("aggregate"));
        results.filter((_, value) -> value instanceof WindowResult).mapValues(WindowResult.class::cast).to(
                Topics.METRICS_WINDOWS.name(), produced(Topics.METRICS_WINDOWS));
        results.filter((_, value) -> value instanceof LateEvent).mapValues(LateEvent.class::cast).to(
                Topics.EVENTS_LATE.name(), produced(Topics.EVENTS_LATE));
        return builder.build();
    }

    private static <V> Produced<String, V> produced(Topic<String, V> topic) {
        return Produced.with(topic.keySerde(), topic.valueSerde());
    }

    CompiledMetric metric(String name) {
        return metrics.find(name).orElseThrow();
    }

    void send(int partition, Event event) {
        partitions.get(partition).add(event);
    }

    void commit(int partition) {
        partials.pipeInput(0, partitions.get(partition).commit());
    }

    List<WindowResult> closed() {
        return driver.createOutputTopic(Topics.METRICS_WINDOWS.name(), Topics.METRICS_WINDOWS.keySerde().deserializer(),
                Topics.METRICS_WINDOWS.valueSerde().deserializer()).readValuesToList().stream().filter(
                        WindowResult::isFinal).toList();
    }

    List<LateEvent> late() {
        return driver.createOutputTopic(Topics.EVENTS_LATE.name(), Topics.EVENTS_LATE.keySerde().deserializer(),
                Topics.EVENTS_LATE.valueSerde().deserializer()).readValuesToList();
    }

    /** The windows of all tenants. */
    List<WindowResult> read(String metric, String window, int rollup) {
        var question = new Question(metric, metric(metric).version(), window, rollup, Optional.empty(), Long.MIN_VALUE,
                Long.MAX_VALUE, _ -> true, 1_000_000, false);
        return MetricsScenario.reads(driver).read(question).stream().map(WindowPartial::window).toList();
    }

    @Override
    public void close() {
        driver.close();
    }

}
