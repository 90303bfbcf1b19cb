package io.millrace.system;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.MetricsProperties;
import io.millrace.metrics.MetricsTopology;
import io.millrace.metrics.window.AggregateProcessor;
import io.millrace.metrics.window.WindowReads;
import io.millrace.metrics.window.WindowReads.Question;
import io.millrace.result.WindowPartial;
import io.millrace.result.WindowResult;
import io.millrace.runtime.reads.LocalStores;
import io.millrace.runtime.streams.commit.BeforeCommit;
import io.millrace.testkit.definition.TestDefinitions;
import io.millrace.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.util.unit.DataSize;

/** The metrics engine alone, as the service runs it, without HTTP. It publishes windows when they close, and not before. */
final class MetricsInstance implements AutoCloseable {

    private static final Duration NEVER = Duration.ofDays(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ActiveMetrics metrics;
    private final int partitions;
    private final KafkaStreams streams;

    /**
     * @param application
     *            instances of the same share the work
     * @param name
     *            tells this one from others, and from none after a restart
     * @param partitions
     *            how many the events have
     * @param threads
     *            how many work on them here
     */
    MetricsInstance(String broker, String application, String name, Path stateDir, String definitions, int partitions,
            int threads) {
        this.partitions = partitions;
        metrics = new ActiveMetrics(TestDefinitions.of(definitions));
        var properties = new MetricsProperties(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(10),
                NEVER, 10_000, Duration.ofSeconds(10), DataSize.ofMegabytes(32));
        var builder = new StreamsBuilder();
        new MetricsTopology(metrics, new MetricsMeters(meters), properties, () -> partitions).addTo(builder);
        streams = new KafkaStreams(builder.build(), settings(broker, application, name, stateDir, threads));
    }

    private static Properties settings(String broker, String application, String name, Path stateDir, int threads) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topics.MAX_RECORD_BYTES);
        settings.put(StreamsConfig.topicPrefix(TopicConfig.RETENTION_MS_CONFIG), "-1");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        return settings;
    }

    MetricsInstance start() {
        streams.start();
        return this;
    }

    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** The windows of all tenants that are kept here. */
    List<WindowResult> read(String metric, String window) {
        var question = new Question(metric, metrics.find(metric).orElseThrow().version(), window, 0, Optional.empty(),
                Long.MIN_VALUE, Long.MAX_VALUE, _ -> true, Integer.MAX_VALUE, false);
        var rows = new LocalStores(() -> streams).read(AggregateProcessor.HOOK,
                BeforeCommit.<WindowReads>viewType(), IntStream.range(0, partitions).boxed().toList(),
                (_, view) -> view.orElseThrow(() -> new IllegalStateException("not ready")).read(question));
        if (!rows.unavailable().isEmpty()) {
            throw new IllegalStateException("not all partitions are here: " + rows.unavailable());
        }
        return rows.rows().stream().map(WindowPartial::window).toList();
    }

    /** The sum of a counter over all metrics. */
    double counted(String meter) {
        return meters.find(meter).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(30));
    }

}
