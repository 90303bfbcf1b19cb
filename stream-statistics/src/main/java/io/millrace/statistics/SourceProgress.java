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
 * <p>A partition that works on a backlog ({@link #isBehind}) should send no report at all; it then holds the watermark
 * back, since events of a tenant that it has not come to yet may lie in the backlog behind those of others.
 * <p>Not thread-safe.
 */
public final class SourceProgress {

    private static final class Seen {

        private long maxEventTimeMillis = Long.MIN_VALUE;
        private long lastSeenAlive;
    }

    private final long idleTimeoutMillis;
    private final long behindMillis;
    private final AliveClock clock;
    private final Map<String, Seen> tenants = new HashMap<>();
    private boolean readSinceReport;
    private long delayMillis;

    /**
     * @param idleTimeout how long a partition must be silent for a tenant before it no longer holds the tenant back
     * @throws IllegalArgumentException when the timeout is shorter than 4 ms
     */
    public SourceProgress(Duration idleTimeout) {
        this.clock = new AliveClock(WatermarkTracker.longestHeartbeatGap(idleTimeout));
        this.behindMillis = WatermarkTracker.longestHeartbeatGap(idleTimeout).toMillis();
        this.idleTimeoutMillis = idleTimeout.toMillis();
    }

    /** Notes an event of the tenant that was read at that wall time, as it came in. */
    public void observe(String tenant, long eventTimeMillis, long wallClockMillis) {
        observe(tenant, eventTimeMillis, wallClockMillis, wallClockMillis);
    }

    /**
     * Notes an event of the tenant that was read at that wall time.
     *
     * @param arrivedMillis wall time at which the event had come in, wherever it came in
     */
    public void observe(String tenant, long eventTimeMillis, long arrivedMillis, long wallClockMillis) {
        clock.tick(wallClockMillis);
        readSinceReport = true;
        delayMillis = wallClockMillis - arrivedMillis;
        var seen = tenants.computeIfAbsent(tenant, _ -> new Seen());
        seen.maxEventTimeMillis = Math.max(seen.maxEventTimeMillis, eventTimeMillis);
        seen.lastSeenAlive = clock.aliveMillis();
    }

    /**
     * Notes when the event that was read last had come in, for callers that don't look at each.
     *
     * @param arrivedMillis wall time at which it had come in, wherever it came in
     * @param wallClockMillis wall time at which it was read
     */
    public void latestArrived(long arrivedMillis, long wallClockMillis) {
        delayMillis = wallClockMillis - arrivedMillis;
    }

    /**
     * Whether the partition works on a backlog: it has read events since the last call, and the latest had waited for
     * more than a quarter of the idle timeout.
     */
    public boolean isBehind() {
        boolean isBehind = readSinceReport && delayMillis > behindMillis;
        readSinceReport = false;
        return isBehind;
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
