package io.millrace.metrics.fold;

import io.millrace.event.EventJson;
import io.millrace.event.EventProjection;
import io.millrace.event.JsonSyntaxException;
import io.millrace.expressions.EvaluationException;
import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.MetricsProperties;
import io.millrace.metrics.fold.FoldPlan.MetricFold;
import io.millrace.metrics.partial.EventReference;
import io.millrace.metrics.partial.PartialBatch;
import io.millrace.metrics.partial.PartialCell;
import io.millrace.result.RejectedEvent;
import io.millrace.runtime.streams.commit.BeforeCommit;
import io.millrace.statistics.SourceProgress;
import io.millrace.statistics.SourceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Folds events into partial aggregates and, right before each commit, sends them with how far its partition has come:
 * one {@link PartialBatch} to each partition of series.
 *
 * <p>
 * An expression that fails on an event keeps that event out of that metric and is counted. Bytes that are no event are
 * forwarded as a {@link RejectedEvent}.
 */
public final class FoldProcessor implements Processor<byte[], byte[], Object, Object> {

    /** Its hook into the commit. */
    static final String HOOK = "fold";

    /** Partial aggregates beyond these are sent on before the commit, so that memory is bounded. */
    private static final int MAX_CELLS = 100_000;
    /** So are references to events, all of which may belong to one cell: the cell must fit into a record. */
    private static final int MAX_REFERENCES = 5_000;

    private final ActiveMetrics metrics;
    private final MetricsMeters meters;
    private final MetricsProperties properties;
    private final IntSupplier partitions;
    private final EventClock clock;
    /** For events that may be late: metrics themselves do not look at who an event is. */
    private final EventProjection.Reader identities = EventProjection.of(List.of()).reader();
    private ProcessorContext<Object, Object> context;
    private SourceProgress progress;
    private FoldTable table;
    private long read;
    private byte[] lastEvent;
    private long lastReadMillis;

    private FoldProcessor(ActiveMetrics metrics, MetricsMeters meters, MetricsProperties properties,
            IntSupplier partitions, KnownWatermarks watermarks) {
        this.metrics = metrics;
        this.meters = meters;
        this.properties = properties;
        this.partitions = partitions;
        this.clock = new EventClock(watermarks);
    }

    /**
     * A supplier that brings the processor's hook along.
     *
     * @param partitions
     *            number of partitions of series
     */
    public static ProcessorSupplier<byte[], byte[], Object, Object> supplier(ActiveMetrics metrics,
            MetricsMeters meters, MetricsProperties properties, IntSupplier partitions, KnownWatermarks watermarks) {
        return new ProcessorSupplier<>() {

            @Override
            public Processor<byte[], byte[], Object, Object> get() {
                return new FoldProcessor(metrics, meters, properties, partitions, watermarks);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(BeforeCommit.builder(HOOK));
            }

        };
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        progress = new SourceProgress(properties.idleTimeout());
        table = new FoldTable(metrics.plan(), partitions.getAsInt(), meters);
        context.<BeforeCommit<Void>>getStateStore(HOOK).attach(context, null, this::sendFolded);
        context.schedule(properties.heartbeatInterval(), PunctuationType.WALL_CLOCK_TIME, this::heartbeat);
        context.schedule(properties.sweepInterval(), PunctuationType.WALL_CLOCK_TIME,
                wallMillis -> table.forgetSilent(wallMillis));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        read++;
        followDefinitions();
        try {
            fold(record.value(), record.timestamp());
            lastEvent = record.value();
            lastReadMillis = context.currentSystemTimeMs();
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            reject(record, e);
        }
        if (table.size() > MAX_CELLS || table.references() > MAX_REFERENCES) {
            send(Map.of(), null);
        }
    }

    private void followDefinitions() {
        var plan = metrics.plan();
        if (plan != table.plan()) {
            send(Map.of(), null);
            table = new FoldTable(plan, partitions.getAsInt(), meters);
        }
    }

    private void fold(byte[] json, long timestamp) {
        long wallMillis = context.currentSystemTimeMs();
        var event = table.turnTo(json, timestamp);
        long lateBefore = clock.observe(event.tenantId(), timestamp);
        EventReference reference = null;
        for (var fold : table.plan().concerning(event.eventType())) {
            boolean isSuspect = isSuspect(fold, timestamp, lateBefore);
            if (isSuspect && reference == null) {
                reference = reference(json, timestamp);
            }
            try {
                table.fold(fold, isSuspect ? reference : null, wallMillis);
            } catch (EvaluationException _) {
                meters.expressionFailed(fold.metric().name());
            }
        }
    }

    private static boolean isSuspect(MetricFold fold, long timestampMillis, long lateBefore) {
        return timestampMillis < lateBefore - fold.shortestGrace();
    }

    private EventReference reference(byte[] json, long timestampMillis) {
        var event = identities.read(json, timestampMillis);
        return new EventReference(event.key(), event.eventId(), event.eventType(), timestampMillis);
    }

    private void reject(Record<byte[], byte[]> record, Exception failure) {
        var place = context.recordMetadata().orElseThrow();
        var rejection = RejectedEvent.ofUnreadable(failure, record.value(), place.topic(), place.partition(),
                place.offset(), Instant.ofEpochMilli(record.timestamp()));
        context.forward(new Record<>(record.key(), rejection, record.timestamp()));
    }

    private void heartbeat(long wallMillis) {
        countRead();
        var told = tell();
        noteArrival();
        if (progress.isBehind()) {
            send(told, null);
            return;
        }
        var report = progress.report(wallMillis);
        send(told, report);
        report.forEach((tenant, status) -> {
            if (status.idle()) {
                clock.reportedIdle(tenant);
            }
        });
    }

    private void noteArrival() {
        if (lastEvent == null) {
            return;
        }
        try {
            progress.latestArrived(EventJson.read(lastEvent).receivedMillis(), lastReadMillis);
        } catch (JsonSyntaxException | IllegalArgumentException _) {
            // What the metrics look at could be read; when it came in stays unknown.
            lastEvent = null;
        }
    }

    private void sendFolded() {
        countRead();
        if (clock.hasNews()) {
            send(tell(), null);
        }
    }

    private void countRead() {
        meters.eventsRead(read);
        read = 0;
    }

    private Map<String, Long> tell() {
        var told = clock.tell();
        told.forEach((tenant, latest) -> progress.observe(tenant, latest, lastReadMillis));
        return told;
    }

    /** Sends what was folded; the last batch to each partition says how far time has come. */
    private void send(Map<String, Long> observed, Map<String, SourceStatus> heartbeat) {
        var drained = table.drain();
        for (int partition = 0; partition < drained.size(); partition++) {
            var batches = CellBatches.of(drained.get(partition));
            for (var cells : batches.subList(0, batches.size() - 1)) {
                send(partition, cells, Map.of(), null);
            }
            if (!batches.getLast().isEmpty() || !observed.isEmpty() || heartbeat != null) {
                send(partition, batches.getLast(), observed, heartbeat);
            }
        }
    }

    private void send(int partition, List<PartialCell> cells, Map<String, Long> observed,
            Map<String, SourceStatus> heartbeat) {
        var batch = new PartialBatch(context.taskId().partition(), cells, observed, heartbeat);
        context.forward(new Record<>(partition, batch, context.currentSystemTimeMs()));
    }

}
