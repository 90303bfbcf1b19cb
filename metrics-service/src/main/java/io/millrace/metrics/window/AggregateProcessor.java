package io.millrace.metrics.window;

import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.MetricsProperties;
import io.millrace.metrics.SeriesKey;
import io.millrace.metrics.fold.KnownWatermarks;
import io.millrace.metrics.pane.PaneFamily;
import io.millrace.metrics.pane.PaneTable;
import io.millrace.metrics.pane.StoredPanes;
import io.millrace.metrics.partial.PartialBatch;
import io.millrace.metrics.session.SessionTable;
import io.millrace.metrics.session.StoredSessions;
import io.millrace.result.LateEvent;
import io.millrace.result.WindowResult;
import io.millrace.runtime.streams.commit.BeforeCommit;
import io.millrace.statistics.WatermarkTracker;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Turns partial aggregates into windows: merges them into live panes, follows the watermark, publishes windows while they
 * change and once more when they are closed, and writes all that changed right before each commit.
 *
 * <p>
 * Forwards {@link WindowResult} under the series key, and {@link LateEvent} for what came after its window was closed.
 */
public final class AggregateProcessor implements Processor<Integer, PartialBatch, String, Object> {

    /** Its hook into the commit; shows the {@link WindowReads} of its partition to interactive queries. */
    public static final String HOOK = "aggregate";

    private final ActiveMetrics metrics;
    private final MetricsMeters meters;
    private final MetricsProperties properties;
    private final IntSupplier sourcePartitions;
    private final KnownWatermarks knownWatermarks;
    private final PublishedWatermarks published = new PublishedWatermarks();
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, byte[]> watermarks;
    private WatermarkTracker tracker;
    private PaneTable panes;
    private SessionTable sessions;
    private KeptDefinitions definitions;
    private SeriesWindows windows;

    private AggregateProcessor(ActiveMetrics metrics, MetricsMeters meters, MetricsProperties properties,
            IntSupplier sourcePartitions, KnownWatermarks knownWatermarks) {
        this.metrics = metrics;
        this.meters = meters;
        this.properties = properties;
        this.sourcePartitions = sourcePartitions;
        this.knownWatermarks = knownWatermarks;
    }

    /** A supplier that brings the processor's stores along. */
    public static ProcessorSupplier<Integer, PartialBatch, String, Object> supplier(ActiveMetrics metrics,
            MetricsMeters meters, MetricsProperties properties, IntSupplier sourcePartitions,
            KnownWatermarks knownWatermarks) {
        return new ProcessorSupplier<>() {

            @Override
            public Processor<Integer, PartialBatch, String, Object> get() {
                return new AggregateProcessor(metrics, meters, properties, sourcePartitions, knownWatermarks);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(StoredPanes.builder(), StoredSessions.builder(), WatermarkStore.builder(),
                        KeptDefinitions.builder(), BeforeCommit.builder(HOOK));
            }

        };
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        definitions = new KeptDefinitions(context.getStateStore(KeptDefinitions.NAME), metrics);
        watermarks = context.getStateStore(WatermarkStore.NAME);
        tracker = new WatermarkTracker(sourcePartitions.getAsInt(), properties.idleTimeout(), properties.liveBound());
        tracker.restore(WatermarkStore.readAll(watermarks));
        tracker.tenants().forEach(this::publishWatermark);
        var plans = new WindowPlans(metrics);
        panes = new PaneTable(context.getStateStore(StoredPanes.NAME), memoryOfOnePartition(),
                context.currentSystemTimeMs());
        sessions = new SessionTable(context.<KeyValueStore<Bytes, byte[]>>getStateStore(StoredSessions.NAME),
                family -> closesAfter(plans, family), published::of);
        windows = new SeriesWindows(plans, panes, sessions, meters, tracker::watermark,
                new Lateness(meters, this::forward), this::forward);
        context.<BeforeCommit<WindowReads>>getStateStore(HOOK).attach(context,
                new WindowReads(plans, panes, sessions, published), this::write);
        context.schedule(properties.earlyInterval(), PunctuationType.WALL_CLOCK_TIME, this::tick);
        context.schedule(properties.sweepInterval(), PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<Integer, PartialBatch> record) {
        var batch = record.value();
        for (var cell : batch.cells()) {
            windows.take(cell);
            definitions.keep(cell.series().metric(), cell.series().version());
        }
        long wallMillis = context.currentSystemTimeMs();
        batch.observed().forEach((tenant, eventTime) -> {
            if (tracker.observe(tenant, batch.sourcePartition(), eventTime, wallMillis)) {
                moved(tenant);
            }
        });
        if (batch.heartbeat() != null) {
            tracker.heartbeat(batch.sourcePartition(), batch.heartbeat(), wallMillis).forEach(this::moved);
        }
    }

    private void tick(long wallMillis) {
        tracker.advanceQuiet(wallMillis).forEach(this::moved);
        windows.publishChanged(properties.earlyLimit());
    }

    private void sweep(long wallMillis) {
        windows.deleteOld(wallMillis);
        definitions.deleteOld();
    }

    private void moved(String tenantId) {
        publishWatermark(tenantId);
        windows.close(tenantId);
    }

    private void publishWatermark(String tenantId) {
        tracker.watermark(tenantId).ifPresent(watermark -> {
            published.put(tenantId, watermark);
            knownWatermarks.raise(tenantId, watermark);
        });
    }

    private void write() {
        long wallMillis = context.currentSystemTimeMs();
        panes.flush(wallMillis);
        sessions.flush(wallMillis);
        tracker.snapshot().forEach(progress -> WatermarkStore.write(watermarks, progress));
    }

    private void forward(WindowResult result) {
        context.forward(new Record<>(SeriesKey.of(result.tenantId(), result.metric(), result.group()), result,
                result.lastEventAt().toEpochMilli()));
    }

    private void forward(String eventKey, LateEvent late) {
        context.forward(new Record<>(eventKey, late, late.timestamp().toEpochMilli()));
    }

    private static long closesAfter(WindowPlans plans, PaneFamily family) {
        return plans.find(family.metric(), family.version()).flatMap(plan -> plan.sessions(family.tier())).map(
                SeriesWindows::closesAfterMillis).orElse(-1L);
    }

    private long memoryOfOnePartition() {
        return properties.paneMemory().toBytes() / sourcePartitions.getAsInt();
    }

}
