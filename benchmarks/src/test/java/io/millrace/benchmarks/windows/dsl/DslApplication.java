package io.millrace.benchmarks.windows.dsl;

import io.millrace.benchmarks.windows.load.ShopEvent;
import io.millrace.benchmarks.windows.load.ShopEventReader;
import io.millrace.benchmarks.windows.run.RunSettings;
import io.millrace.benchmarks.windows.run.WindowTotal;
import io.millrace.topics.Topics;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Windowed;

/**
 * What the runs of the DSL share: events are read, reduced to what the aggregate needs, and grouped across a
 * repartition topic; the windows go to the output as they change. Settings are those of Kafka Streams, but for the
 * exactly-once guarantee, the threads and the size of a poll.
 */
final class DslApplication {

    /**
     * How late an event may be. Stream time follows the fastest partition, so that much less than the span of the events
     * would lose some of those of the slower ones.
     */
    static final Duration GRACE = Duration.ofMinutes(60);

    private final StreamsBuilder builder = new StreamsBuilder();
    private final RunSettings settings;

    DslApplication(RunSettings settings) {
        this.settings = settings;
    }

    /** The events by group, each reduced to a value. */
    <V> KGroupedStream<String, V> grouped(Function<ShopEvent, V> reduce, Serde<V> serde) {
        return builder.stream(Topics.EVENTS.name(), Consumed.with(Serdes.String(), Serdes.ByteArray())).map(
                (_, json) -> {
                    var event = ShopEventReader.read(json);
                    return KeyValue.pair(settings.grouping().keyOf(event), reduce.apply(event));
                }).groupByKey(Grouped.with("by-group", Serdes.String(), serde));
    }

    /** Writes each update of the windows to the output. */
    <V> void publish(KTable<Windowed<String>, V> windows, Total<V> total) {
        windows.toStream().map((window, value) -> KeyValue.pair(window.key(),
                total.of(window.window().start(), value).toBytes())).to(settings.output(),
                        Produced.with(Serdes.String(), Serdes.ByteArray()));
    }

    void start() {
        new KafkaStreams(builder.build(), properties()).start();
    }

    /** The output form of a window's value. */
    @FunctionalInterface
    interface Total<V> {

        WindowTotal of(long start, V value);

    }

    private Properties properties() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.application());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, RunSettings.THREADS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 1000);
        return properties;
    }

}
