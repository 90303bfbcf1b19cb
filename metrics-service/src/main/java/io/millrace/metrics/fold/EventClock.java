package io.millrace.metrics.fold;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the event time of each tenant has come in one partition, as far as this task has told the owners of series.
 * Belongs to one task.
 */
final class EventClock {

    private static final class Tenant {

        private long latest = Long.MIN_VALUE;
        private long untold = Long.MIN_VALUE;
        private long knownWatermark = Long.MIN_VALUE;
        private boolean isActive;
    }

    private final KnownWatermarks watermarks;
    private final Map<String, Tenant> tenants = new HashMap<>();
    private String currentId;
    private Tenant current;
    private boolean hasNews;

    EventClock(KnownWatermarks watermarks) {
        this.watermarks = watermarks;
    }

    /**
     * Notes an event.
     *
     * @return the event time before which it may be late: whoever is older by more than their grace has to be referred to
     */
    long observe(String tenantId, long timestampMillis) {
        var tenant = tenant(tenantId);
        long before = tenant.latest;
        tenant.latest = Math.max(before, timestampMillis);
        tenant.untold = Math.max(tenant.untold, timestampMillis);
        hasNews = true;
        return tenant.isActive ? Math.max(before, tenant.knownWatermark) : Long.MAX_VALUE;
    }

    /** Whether something was noted that has not been told. */
    boolean hasNews() {
        return hasNews;
    }

    /** Tells the latest event time of each tenant noted since the last call; from now on these hold time back. */
    Map<String, Long> tell() {
        if (!hasNews) {
            return Map.of();
        }
        var told = new LinkedHashMap<String, Long>();
        tenants.forEach((id, tenant) -> {
            if (tenant.untold != Long.MIN_VALUE) {
                told.put(id, tenant.untold);
                tenant.untold = Long.MIN_VALUE;
                tenant.isActive = true;
                tenant.knownWatermark = watermarks.of(id);
            }
        });
        hasNews = false;
        return told;
    }

    /** Notes that a tenant was reported silent: time may now pass this partition by. */
    void reportedIdle(String tenantId) {
        tenant(tenantId).isActive = false;
    }

    private Tenant tenant(String id) {
        if (!id.equals(currentId)) {
            currentId = id;
            current = tenants.computeIfAbsent(id, _ -> new Tenant());
        }
        return current;
    }

}
