package io.millrace.metrics;

import io.millrace.metrics.fold.FoldProcessor;
import io.millrace.metrics.fold.KnownWatermarks;
import io.millrace.metrics.partial.PartialBatch;
import io.millrace.metrics.partial.PartialBatchSerde;
import io.millrace.metrics.window.AggregateProcessor;
import io.millrace.result.LateEvent;
import io.millrace.result.RejectedEvent;
import io.millrace.result.WindowResult;
import io.millrace.runtime.streams.StreamsTopology;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Turns events into windows of metrics, in two phases: partial aggregates are folded where the events are, and merged
 * where the series are.
 *
 * <pre>
 * events --> fold --> series (repartitioned) --> aggregate --> metrics.windows
 * (key: user) |       (key: partition)  [panes, sessions,  \-> events.late
 *             \-> events.rejected        watermarks, definitions]
 * </pre>
 */
public final class MetricsTopology implements StreamsTopology {

    /** Repartition topic of partial aggregates and heartbeats; the stores are partitioned like it. */
    public static final String SERIES = "series";

    private final ActiveMetrics metrics;
    private final MetricsMeters meters;
    private final MetricsProperties properties;
    private final EventPartitions partitions;
    private final KnownWatermarks watermarks = new KnownWatermarks();

    public MetricsTopology(ActiveMetrics metrics, MetricsMeters meters, MetricsProperties properties,
            EventPartitions partitions) {
        this.metrics = metrics;
        this.meters = meters;
        this.properties = properties;
        this.partitions = partitions;
    }

    @Override
    public void addTo(StreamsBuilder builder) {
        var folded = fold(events(builder));
        keepUnreadable(folded);
        var results = aggregate(bySeries(folded));
        publishWindows(results);
        keepLate(results);
    }

    @Override
    public boolean readsSingly() {
        return true;
    }

    private KStream<byte[], byte[]> events(StreamsBuilder builder) {
        return builder.stream(Topics.EVENTS.name(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"));
    }

    private KStream<Object, Object> fold(KStream<byte[], byte[]> events) {
        return events.process(FoldProcessor.supplier(metrics, meters, properties, partitions::count, watermarks),
                Named.as("fold"));
    }

    private void keepUnreadable(KStream<Object, Object> folded) {
        only(folded, "unreadable", byte[].class, RejectedEvent.class).to(Topics.EVENTS_REJECTED.name(),
                produced(Topics.EVENTS_REJECTED, "keep-unreadable"));
    }

    private KStream<Integer, PartialBatch> bySeries(KStream<Object, Object> folded) {
        return only(folded, "partial", Integer.class, PartialBatch.class).repartition(
                Repartitioned.<Integer, PartialBatch>as(SERIES).withKeySerde(Serdes.Integer()).withValueSerde(
                        PartialBatchSerde.serde()).withStreamPartitioner(
                                (_, partition, _, _) -> Optional.of(Set.of(partition))));
    }

    private KStream<String, Object> aggregate(KStream<Integer, PartialBatch> partials) {
        return partials.process(
                AggregateProcessor.supplier(metrics, meters, properties, partitions::count, watermarks),
                Named.as("aggregate"));
    }

    private void publishWindows(KStream<String, Object> results) {
        only(results, "window", String.class, WindowResult.class).to(Topics.METRICS_WINDOWS.name(),
                produced(Topics.METRICS_WINDOWS, "publish-windows"));
    }

    private void keepLate(KStream<String, Object> results) {
        only(results, "late", String.class, LateEvent.class).to(Topics.EVENTS_LATE.name(),
                produced(Topics.EVENTS_LATE, "keep-late"));
    }

    /** The records whose values are of one type, out of a stream of several. */
    private static <K, V> KStream<K, V> only(KStream<?, ?> records, String name, Class<K> keyType,
            Class<V> valueType) {
        return records.filter((_, value) -> valueType.isInstance(value), Named.as("only-" + name)).map(
                (key, value) -> KeyValue.pair(keyType.cast(key), valueType.cast(value)), Named.as("as-" + name));
    }

    private static <K, V> Produced<K, V> produced(Topic<K, V> topic, String name) {
        return Produced.with(topic.keySerde(), topic.valueSerde()).withName(name);
    }

}
