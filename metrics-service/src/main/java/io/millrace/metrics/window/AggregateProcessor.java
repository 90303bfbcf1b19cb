package io.millrace.metrics.window;

import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.MetricsProperties;
import io.millrace.metrics.contribution.SeriesKey;
import io.millrace.metrics.contribution.SeriesMessage;
import io.millrace.metrics.contribution.SeriesMessage.Contribution;
import io.millrace.metrics.contribution.SeriesMessage.Heartbeat;
import io.millrace.result.LateEvent;
import io.millrace.result.WindowResult;
import io.millrace.statistics.TimeWindow;
import io.millrace.statistics.WatermarkTracker;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
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
 * Folds contributions into the windows of their series, closes windows as the watermark passes, and publishes them:
 * while they change at an interval, and once more when they are closed.
 *
 * <p>
 * Forwards {@link WindowResult} under the series key, and {@link LateEvent} for what came after its window was closed.
 */
public final class AggregateProcessor implements Processor<String, SeriesMessage, String, Object> {

    private final ActiveMetrics metrics;
    private final MetricsMeters meters;
    private final MetricsProperties properties;
    private final IntSupplier sourcePartitions;
    private final OpenWindows open = new OpenWindows();
    private final Set<Bytes> changed = new LinkedHashSet<>();
    private ProcessorContext<String, Object> context;
    private KeyValueStore<Bytes, byte[]> windows;
    private KeyValueStore<String, byte[]> watermarks;
    private WatermarkTracker tracker;
    private RetentionSweep sweep;

    private AggregateProcessor(ActiveMetrics metrics, MetricsMeters meters, MetricsProperties properties,
            IntSupplier sourcePartitions) {
        this.metrics = metrics;
        this.meters = meters;
        this.properties = properties;
        this.sourcePartitions = sourcePartitions;
    }

    /** A supplier that brings the processor's stores along. */
    public static ProcessorSupplier<String, SeriesMessage, String, Object> supplier(ActiveMetrics metrics,
            MetricsMeters meters, MetricsProperties properties, IntSupplier sourcePartitions) {
        return new ProcessorSupplier<>() {

            @Override
            public Processor<String, SeriesMessage, String, Object> get() {
                return new AggregateProcessor(metrics, meters, properties, sourcePartitions);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(WindowStore.builder(), WatermarkStore.builder());
            }

        };
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        windows = context.getStateStore(WindowStore.NAME);
        watermarks = context.getStateStore(WatermarkStore.NAME);
        tracker = new WatermarkTracker(sourcePartitions.getAsInt(), properties.idleTimeout(), properties.liveBound());
        tracker.restore(WatermarkStore.readAll(watermarks));
        sweep = new RetentionSweep(windows, metrics, meters);
        restoreOpenWindows();
        context.schedule(properties.earlyInterval(), PunctuationType.WALL_CLOCK_TIME, this::tick);
        context.schedule(properties.sweepInterval(), PunctuationType.WALL_CLOCK_TIME, sweep::next);
    }

    @Override
    public void process(Record<String, SeriesMessage> record) {
        switch (record.value()) {
            case Contribution contribution -> contribute(contribution);
            case Heartbeat(var partition, var statuses) ->
                tracker.heartbeat(partition, statuses, context.currentSystemTimeMs()).forEach(this::closeWindows);
        }
    }

    private void contribute(Contribution contribution) {
        if (tracker.observe(contribution.tenantId(), contribution.sourcePartition(), contribution.timestampMillis(),
                context.currentSystemTimeMs())) {
            closeWindows(contribution.tenantId());
        }
        metrics.find(contribution.metric()).filter(
                metric -> metric.version() == contribution.version()).ifPresentOrElse(
                        metric -> contribute(metric, contribution), meters::orphaned);
    }

    private void contribute(CompiledMetric metric, Contribution contribution) {
        for (var window : metric.windows()) {
            window.spec().forEachWindow(contribution.timestampMillis(),
                    span -> contribute(metric, window, span, contribution));
        }
    }

    private void contribute(CompiledMetric metric, MetricWindow window, TimeWindow span, Contribution contribution) {
        long grace = window.grace().toMillis();
        var watermark = tracker.watermark(contribution.tenantId());
        if (watermark.isPresent() && span.isClosed(watermark.getAsLong(), grace)) {
            late(metric, window, contribution, watermark);
            return;
        }
        var key = new WindowKey(metric.name(), metric.version(), window.spec().name(), contribution.tenantId(),
                span.startMillis(), SeriesKey.groupText(contribution.group())).toBytes();
        var stored = windows.get(key);
        var state = stored == null ? WindowState.empty(contribution.distinct().size()) : WindowState.fromBytes(stored);
        if (state.isClosed()) {
            late(metric, window, contribution, watermark);
            return;
        }
        state.add(contribution);
        windows.put(key, state.toBytes(context.currentSystemTimeMs()));
        changed.add(key);
        if (stored == null) {
            open.add(contribution.tenantId(), span.endMillis() + grace, key);
        }
    }

    private void late(CompiledMetric metric, MetricWindow window, Contribution contribution, OptionalLong watermark) {
        meters.late(metric.name());
        var event = Map.<String, Object>of("event_id", contribution.eventId(), "event_type", contribution.eventType());
        var late = new LateEvent("metric/" + metric.name(),
                "its window %s had closed %s after its end".formatted(window.spec().name(), window.grace()),
                contribution.tenantId(), Instant.ofEpochMilli(contribution.timestampMillis()),
                watermark.isPresent() ? Instant.ofEpochMilli(watermark.getAsLong()) : null, event);
        context.forward(new Record<>(contribution.eventKey(), late, contribution.timestampMillis()));
    }

    private void tick(long wallMillis) {
        tracker.advanceQuiet(wallMillis).forEach(this::closeWindows);
        changed.forEach(this::publish);
        changed.clear();
        tracker.snapshot().forEach(progress -> WatermarkStore.write(watermarks, progress));
    }

    private void closeWindows(String tenantId) {
        var watermark = tracker.watermark(tenantId);
        if (watermark.isEmpty()) {
            return;
        }
        for (var key : open.closedBy(tenantId, watermark.getAsLong())) {
            var stored = windows.get(key);
            if (stored != null) {
                var state = WindowState.fromBytes(stored);
                state.close();
                windows.put(key, state.toBytes(context.currentSystemTimeMs()));
                changed.remove(key);
                meters.closed();
                publish(key, state);
            }
        }
    }

    private void publish(Bytes key) {
        var stored = windows.get(key);
        if (stored != null) {
            publish(key, WindowState.fromBytes(stored));
        }
    }

    private void publish(Bytes bytes, WindowState state) {
        var key = WindowKey.of(bytes);
        metrics.find(key.metric()).filter(metric -> metric.version() == key.version()).ifPresent(
                metric -> metric.window(key.window()).ifPresent(window -> {
                    var result = WindowStore.result(key, state, metric, window);
                    var seriesKey = SeriesKey.of(key.tenantId(), key.metric(), result.group());
                    context.forward(new Record<>(seriesKey, result, state.lastEventMillis()));
                }));
    }

    private void restoreOpenWindows() {
        try (var entries = windows.all()) {
            while (entries.hasNext()) {
                var entry = entries.next();
                if (!WindowState.fromBytes(entry.value).isClosed()) {
                    var key = WindowKey.of(entry.key);
                    metrics.find(key.metric()).flatMap(metric -> metric.window(key.window())).ifPresent(
                            window -> open.add(key.tenantId(), closesAt(key, window), entry.key));
                }
            }
        }
    }

    private static long closesAt(WindowKey key, MetricWindow window) {
        return key.startMillis() + window.spec().size().toMillis() + window.grace().toMillis();
    }

}
