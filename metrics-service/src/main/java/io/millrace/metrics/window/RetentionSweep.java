package io.millrace.metrics.window;

import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.MetricsMeters;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Deletes windows whose retention has ended, and those of metrics that are no longer declared, a bounded part of the
 * store at a time.
 *
 * <p>
 * Retention counts by the wall clock from when a window last changed, not by event time: a replay of old events stays
 * readable as long as live ones do.
 */
final class RetentionSweep {

    private static final int ENTRIES_AT_A_TIME = 20_000;
    private static final Duration OLD_VERSION_RETENTION = Duration.ofHours(1);

    private final KeyValueStore<Bytes, byte[]> windows;
    private final ActiveMetrics metrics;
    private final MetricsMeters meters;
    private Bytes resumeAt;

    RetentionSweep(KeyValueStore<Bytes, byte[]> windows, ActiveMetrics metrics, MetricsMeters meters) {
        this.windows = windows;
        this.metrics = metrics;
        this.meters = meters;
    }

    void next(long wallMillis) {
        var expired = new ArrayList<Bytes>();
        Bytes stoppedAt = null;
        try (var entries = resumeAt == null ? windows.all() : windows.range(resumeAt, null)) {
            for (int left = ENTRIES_AT_A_TIME; entries.hasNext(); left--) {
                var entry = entries.next();
                if (left == 0) {
                    stoppedAt = entry.key;
                    break;
                }
                if (isExpired(entry.key, entry.value, wallMillis)) {
                    expired.add(entry.key);
                }
            }
        }
        resumeAt = stoppedAt;
        expired.forEach(key -> {
            windows.delete(key);
            meters.expired();
        });
    }

    private boolean isExpired(Bytes bytes, byte[] stored, long wallMillis) {
        var key = WindowKey.of(bytes);
        var metric = metrics.find(key.metric());
        if (metric.isEmpty()) {
            return true;
        }
        var retention = metric.get().version() == key.version() ? metric.get().retention() : OLD_VERSION_RETENTION;
        return wallMillis - WindowState.fromBytes(stored).writtenMillis() > retention.toMillis();
    }

}
