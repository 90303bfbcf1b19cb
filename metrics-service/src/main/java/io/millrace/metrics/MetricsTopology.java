package io.millrace.metrics;

import io.millrace.event.Event;
import io.millrace.metrics.contribution.ContributeProcessor;
import io.millrace.metrics.contribution.SeriesMessage;
import io.millrace.metrics.contribution.SeriesMessageSerde;
import io.millrace.metrics.contribution.SeriesPartitioner;
import io.millrace.metrics.window.AggregateProcessor;
import io.millrace.result.LateEvent;
import io.millrace.result.WindowResult;
import io.millrace.runtime.streams.StreamsTopology;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.topics.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Turns events into windows of metrics.
 *
 * <pre>
 * events --> contribute --> series (repartitioned) --> aggregate --> metrics.windows
 * (key: user)               (key: series)             [windows]  \-> events.late
 * </pre>
 */
public final class MetricsTopology implements StreamsTopology {

    /** Repartition topic of contributions and heartbeats; the stores are partitioned like it. */
    public static final String SERIES = "series";

    private final ActiveMetrics metrics;
    private final MetricsMeters meters;
    private final MetricsProperties properties;
    private final EventPartitions sourcePartitions;

    public MetricsTopology(ActiveMetrics metrics, MetricsMeters meters, MetricsProperties properties,
            EventPartitions sourcePartitions) {
        this.metrics = metrics;
        this.meters = meters;
        this.properties = properties;
        this.sourcePartitions = sourcePartitions;
    }

    @Override
    public void addTo(StreamsBuilder builder) {
        var contributions = contribute(events(builder));
        var results = aggregate(bySeries(contributions));
        publishWindows(results);
        keepLate(results);
    }

    private KStream<String, Event> events(StreamsBuilder builder) {
        return builder.stream(Topics.EVENTS.name(),
                Consumed.with(Topics.EVENTS.keySerde(), Topics.EVENTS.valueSerde()).withName("events"));
    }

    private KStream<String, SeriesMessage> contribute(KStream<String, Event> events) {
        return events.process(() -> new ContributeProcessor(metrics, meters, properties), Named.as("contribute"));
    }

    private KStream<String, SeriesMessage> bySeries(KStream<String, SeriesMessage> contributions) {
        return contributions.repartition(
                Repartitioned.<String, SeriesMessage>as(SERIES).withKeySerde(Serdes.String()).withValueSerde(
                        SeriesMessageSerde.serde()).withStreamPartitioner(new SeriesPartitioner()));
    }

    private KStream<String, Object> aggregate(KStream<String, SeriesMessage> contributions) {
        return contributions.process(
                AggregateProcessor.supplier(metrics, meters, properties, sourcePartitions::count),
                Named.as("aggregate"));
    }

    private void publishWindows(KStream<String, Object> results) {
        results.filter((_, result) -> result instanceof WindowResult, Named.as("windows-only")).mapValues(
                WindowResult.class::cast, Named.as("as-window")).to(Topics.METRICS_WINDOWS.name(),
                        Produced.with(Topics.METRICS_WINDOWS.keySerde(), Topics.METRICS_WINDOWS.valueSerde()).withName(
                                "publish-windows"));
    }

    private void keepLate(KStream<String, Object> results) {
        results.filter((_, result) -> result instanceof LateEvent, Named.as("late-only")).mapValues(
                LateEvent.class::cast, Named.as("as-late")).to(Topics.EVENTS_LATE.name(),
                        Produced.with(Topics.EVENTS_LATE.keySerde(), Topics.EVENTS_LATE.valueSerde()).withName(
                                "keep-late"));
    }

}
