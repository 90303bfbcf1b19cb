package io.millrace.statistics;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a {@link WatermarkTracker} remembers of a tenant over a restart.
 *
 * <p>Silence is left out on purpose: after a restart every partition has to prove anew that it is idle, since events
 * may have gathered there meanwhile.
 *
 * @param tenant the tenant
 * @param watermarkMillis the watermark, or empty while undefined
 * @param lastObservedWallMillis wall time at which the last event was observed
 * @param partitions the source partitions that had events of the tenant
 */
public record TenantProgress(String tenant, OptionalLong watermarkMillis, long lastObservedWallMillis,
        List<PartitionProgress> partitions) {

    public TenantProgress {
        partitions = List.copyOf(partitions);
    }

    /**
     * How far a source partition has come.
     *
     * @param partition number of the source partition, from 0
     * @param maxEventTimeMillis the latest event time observed there
     */
    public record PartitionProgress(int partition, long maxEventTimeMillis) {}
}
