package io.millrace.metrics.fold;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The highest watermark of each tenant among the series owners of this process. A hint for the first phase about what may
 * be late; nothing depends on its being complete. Thread-safe.
 */
public final class KnownWatermarks {

    private final Map<String, Long> highest = new ConcurrentHashMap<>();

    /** Notes how far a tenant's watermark has come at one owner. */
    public void raise(String tenantId, long watermarkMillis) {
        highest.merge(tenantId, watermarkMillis, Math::max);
    }

    /** The highest watermark noted; {@link Long#MIN_VALUE} when there is none. */
    long of(String tenantId) {
        return highest.getOrDefault(tenantId, Long.MIN_VALUE);
    }

}
