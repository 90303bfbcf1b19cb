package io.millrace.cep.order;

import io.millrace.statistics.TenantProgress;
import io.millrace.statistics.TenantProgress.PartitionProgress;

/** How far event time has come for one tenant. Belongs to one task. */
public final class TenantTime {

    /** Stands for a time before all events. */
    public static final long NONE = Long.MIN_VALUE;

    final String tenant;
    long watermark = NONE;
    long latest = NONE;
    long lastObservedWall;
    long silentSince;
    boolean isChanged;

    TenantTime(String tenant) {
        this.tenant = tenant;
    }

    static TenantTime of(TenantProgress progress) {
        var time = new TenantTime(progress.tenant());
        time.watermark = progress.watermarkMillis().orElse(NONE);
        time.latest = progress.partitions().stream().mapToLong(PartitionProgress::maxEventTimeMillis).max().orElse(
                NONE);
        time.lastObservedWall = progress.lastObservedWallMillis();
        return time;
    }

    public String tenant() {
        return tenant;
    }

    /** Event time up to which the tenant's events are complete; {@link #NONE} while that is not known. */
    public long watermark() {
        return watermark;
    }

    void observed(long eventTimeMillis, long wallMillis, long certainMillis) {
        latest = Math.max(latest, eventTimeMillis);
        lastObservedWall = wallMillis;
        silentSince = certainMillis;
        isChanged = true;
    }

}
