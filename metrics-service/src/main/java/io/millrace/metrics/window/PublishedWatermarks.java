package io.millrace.metrics.window;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far event time has come in one partition of series, for whoever reads. Thread-safe. */
final class PublishedWatermarks {

    private final Map<String, Long> byTenant = new ConcurrentHashMap<>();

    void put(String tenantId, long watermarkMillis) {
        byTenant.put(tenantId, watermarkMillis);
    }

    /** The tenant's watermark; {@link Long#MIN_VALUE} when it is not known. */
    long of(String tenantId) {
        return byTenant.getOrDefault(tenantId, Long.MIN_VALUE);
    }

    Map<String, Long> all() {
        return Map.copyOf(byTenant);
    }

}
