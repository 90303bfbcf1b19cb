package io.millrace.statistics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The source side of a {@link WatermarkTracker}: what one source partition has read of each tenant, to be told to
 * everybody downstream at a regular interval.
 *
 * <p>Shape: one instance per source partition; {@link #observe} for every event read, {@link #report} at every
 * heartbeat. Heartbeats must be at most a quarter of the idle timeout apart, and must follow the events of the partition
 * on the same way, in order, since a report says that everything up to it has been sent.
 * <p>Nothing needs to be kept over a restart: a new instance knows no tenant and says so.
 * <p>A partition known to be far behind should send no report at all; it then holds the watermark back, which is what a
 * backlog of other tenants' events calls for.
 * <p>Not thread-safe.
 */
public final class SourceProgress {

    private static final class Seen {

        private long maxEventTimeMillis = Long.MIN_VALUE;
        private long lastSeenAlive;
    }

    private final long idleTimeoutMillis;
    private final AliveClock clock;
    private final Map<String, Seen> tenants = new HashMap<>();

    /**
     * @param idleTimeout how long a partition must be silent for a tenant before it no longer holds the tenant back
     * @throws IllegalArgumentException when the timeout is shorter than 4 ms
     */
    public SourceProgress(Duration idleTimeout) {
        this.clock = new AliveClock(WatermarkTracker.longestHeartbeatGap(idleTimeout));
        this.idleTimeoutMillis = idleTimeout.toMillis();
    }

    /** Notes an event of the tenant that was read at that wall time. */
    public void observe(String tenant, long eventTimeMillis, long wallClockMillis) {
        clock.tick(wallClockMillis);
        var seen = tenants.computeIfAbsent(tenant, _ -> new Seen());
        seen.maxEventTimeMillis = Math.max(seen.maxEventTimeMillis, eventTimeMillis);
        seen.lastSeenAlive = clock.aliveMillis();
    }

    /** The status of each tenant seen so far, by tenant; a copy. */
    public Map<String, SourceStatus> report(long wallClockMillis) {
        clock.tick(wallClockMillis);
        var statuses = new HashMap<String, SourceStatus>();
        tenants.forEach((tenant, seen) -> statuses.put(tenant, new SourceStatus(seen.maxEventTimeMillis,
                clock.aliveSince(seen.lastSeenAlive) >= idleTimeoutMillis)));
        return statuses;
    }
}
