package io.millrace.statistics;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How far event time has come for each tenant, when a tenant's events arrive over several source partitions that are
 * read at different speeds.
 *
 * <p>The watermark of a tenant is the <em>minimum</em> over the source partitions of the latest event time observed
 * there. No grace is taken off; callers apply their own. It never goes backwards, and one tenant's events never move
 * another's.
 * <ul>
 * <li>It is undefined until every partition has brought the tenant or has proven to be idle for it.
 * <li>A partition is <em>idle</em> for a tenant, and left out of the minimum, when it was alive, by its heartbeats, and
 * had no event of the tenant for the idle timeout, counted from its last event, from the first sight of the tenant or
 * from its own or the tracker's restart, whichever came last. When all are idle the stream is <em>quiet</em>, and the
 * maximum of their values holds.
 * <li>When a stream goes on after a pause (no event of the tenant from anywhere for a quarter of the timeout) every
 * partition is waited for again, half as long as the pause and at most the timeout, since nobody can tell which goes on
 * first.
 * <li>A partition without heartbeats is never idle: it may be restoring, or slow, and holds the watermark back.
 * Heartbeats are missed after a quarter of the idle timeout ({@link #longestHeartbeatGap}).
 * <li>A stream is <em>live</em> when its latest event time was close to the wall clock as its last event came in. When
 * it falls quiet, {@link #advanceQuiet} lets the watermark run on with the wall clock. A replay of the past is not live and
 * stands still, so that a replay interrupted and resumed finds nothing late.
 * </ul>
 *
 * <p>Shape: {@link #observe} for what arrives, {@link #heartbeat} for what {@link SourceProgress} reports, in the order
 * of each partition; wall times of all calls come from one clock, the caller's. Event times are epoch milliseconds.
 * <p>Bounds: while a stream flows, the first events of a partition that was idle may be late by as much as the others are
 * read ahead of it at that moment. Memory and the cost of a heartbeat grow
 * with tenants times partitions.
 * <p>Not thread-safe: one instance belongs to one task.
 */
public final class WatermarkTracker {

    private final AliveClock[] sources;
    private final Duration idleTimeout;
    private final Duration liveBound;
    private final Map<String, TenantWatermark> tenants = new HashMap<>();

    /**
     * @param sourcePartitions number of source partitions, at least 1
     * @param idleTimeout wall time of silence after which a partition no longer holds a tenant back
     * @param liveBound greatest distance of event time and wall clock at which a stream counts as live
     * @throws IllegalArgumentException when there is no partition, the timeout is shorter than 4 ms or the bound is
     *             negative
     */
    public WatermarkTracker(int sourcePartitions, Duration idleTimeout, Duration liveBound) {
        if (sourcePartitions < 1) {
            throw new IllegalArgumentException("a watermark needs a source partition, got " + sourcePartitions);
        }
        var longestGap = longestHeartbeatGap(idleTimeout);
        this.sources = Stream.generate(() -> new AliveClock(longestGap)).limit(sourcePartitions).toArray(
                AliveClock[]::new);
        this.idleTimeout = idleTimeout;
        DurationText.wholeMillis(liveBound);
        this.liveBound = liveBound;
    }

    /**
     * How far heartbeats of a partition may be apart before it counts as gone: a quarter of the idle timeout.
     *
     * @throws IllegalArgumentException when the timeout is shorter than 4 ms
     */
    public static Duration longestHeartbeatGap(Duration idleTimeout) {
        var gap = DurationText.wholeMillis(idleTimeout) / 4;
        if (gap == 0) {
            throw new IllegalArgumentException("idle timeout " + idleTimeout + " must be at least 4ms");
        }
        return Duration.ofMillis(gap);
    }

    /**
     * Takes note of an event (or of the latest of several) of a tenant from a source partition.
     *
     * @return whether the tenant's watermark moved
     * @throws IllegalArgumentException when there is no such partition
     */
    public boolean observe(String tenant, int partition, long eventTimeMillis, long wallClockMillis) {
        requireSource(partition);
        var watermark = tenant(tenant);
        watermark.observe(partition, eventTimeMillis, wallClockMillis);
        return watermark.advance(wallClockMillis);
    }

    /**
     * Takes note of a sign of life of a source partition.
     *
     * @param statuses what {@link SourceProgress#report} gave there, by tenant
     * @param wallClockMillis the receiver's wall time
     * @return the tenants whose watermark moved
     * @throws IllegalArgumentException when there is no such partition
     */
    public Set<String> heartbeat(int partition, Map<String, SourceStatus> statuses, long wallClockMillis) {
        requireSource(partition);
        sources[partition].tick(wallClockMillis);
        statuses.forEach((tenant, status) -> tenant(tenant).report(partition, status, wallClockMillis));
        var moved = new HashSet<String>();
        tenants.forEach((tenant, watermark) -> {
            if (!statuses.containsKey(tenant)) {
                watermark.reportNothing(partition);
            }
            if (watermark.advance(wallClockMillis)) {
                moved.add(tenant);
            }
        });
        return moved;
    }

    /**
     * Lets the watermark of each live and quiet stream run on: to the latest event time plus the wall time since the
     * last event, and never past the wall clock.
     *
     * @return the tenants whose watermark moved
     */
    public Set<String> advanceQuiet(long wallClockMillis) {
        var moved = new HashSet<String>();
        tenants.forEach((tenant, watermark) -> {
            if (watermark.advanceQuiet(wallClockMillis)) {
                moved.add(tenant);
            }
        });
        return moved;
    }

    /** Event time up to which the tenant's stream is complete; empty while undefined or when the tenant is unknown. */
    public OptionalLong watermark(String tenant) {
        var known = tenants.get(tenant);
        return known == null ? OptionalLong.empty() : known.watermark();
    }

    /** The tenants seen so far; a view. */
    public Set<String> tenants() {
        return Collections.unmodifiableSet(tenants.keySet());
    }

    /** What of one tenant must survive a restart; empty when the tenant is unknown. */
    public Optional<TenantProgress> snapshot(String tenant) {
        return Optional.ofNullable(tenants.get(tenant)).map(watermark -> watermark.snapshot(tenant));
    }

    /** What must survive a restart, one record per tenant. */
    public List<TenantProgress> snapshot() {
        return tenants.entrySet().stream().map(entry -> entry.getValue().snapshot(entry.getKey())).toList();
    }

    /**
     * Takes up what an earlier tracker left; meant for a new one. Tenants with a record lose what was known of them
     * here, the others are kept. There may be more source partitions than before; the new ones hold the watermark until
     * they bring the tenant or prove to be idle.
     *
     * @throws IllegalArgumentException when a record names a partition that is not there; nothing is taken up then
     */
    public void restore(List<TenantProgress> snapshot) {
        snapshot.forEach(progress -> progress.partitions().forEach(past -> requireSource(past.partition())));
        for (var progress : snapshot) {
            var restored = new TenantWatermark(sources, idleTimeout, liveBound);
            restored.restore(progress);
            tenants.put(progress.tenant(), restored);
        }
    }

    private TenantWatermark tenant(String tenant) {
        return tenants.computeIfAbsent(tenant, _ -> new TenantWatermark(sources, idleTimeout, liveBound));
    }

    private void requireSource(int partition) {
        if (partition < 0 || partition >= sources.length) {
            throw new IllegalArgumentException(
                    "source partition " + partition + " is not one of 0 to " + (sources.length - 1));
        }
    }
}
