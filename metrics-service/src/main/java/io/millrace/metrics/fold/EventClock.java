package io.millrace.metrics.fold;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the event time of each tenant has come in one partition, as far as this task has told the owners of series.
 * Belongs to one task.
 */
final class EventClock {

    private final KnownWatermarks watermarks;
    private final Map<String, Long> latest = new HashMap<>();
    private final Map<String, Long> untold = new LinkedHashMap<>();
    private final Map<String, Boolean> active = new HashMap<>();

    EventClock(KnownWatermarks watermarks) {
        this.watermarks = watermarks;
    }

    /**
     * Notes an event.
     *
     * @return the event time before which it may be late: whoever is older by more than their grace has to be referred to
     */
    long observe(String tenantId, long timestampMillis) {
        var before = latest.get(tenantId);
        if (before == null || timestampMillis > before) {
            latest.put(tenantId, timestampMillis);
        }
        untold.merge(tenantId, timestampMillis, Math::max);
        if (!active.getOrDefault(tenantId, false)) {
            return Long.MAX_VALUE;
        }
        return Math.max(before == null ? Long.MIN_VALUE : before, watermarks.of(tenantId));
    }

    /** Whether something was noted that has not been told. */
    boolean hasNews() {
        return !untold.isEmpty();
    }

    /** Tells the latest event time of each tenant noted since the last call; from now on these hold time back. */
    Map<String, Long> tell() {
        var told = Map.copyOf(untold);
        untold.clear();
        told.keySet().forEach(tenant -> active.put(tenant, true));
        return told;
    }

    /** Notes that a tenant was reported silent: time may now pass this partition by. */
    void reportedIdle(String tenantId) {
        active.put(tenantId, false);
    }

}
