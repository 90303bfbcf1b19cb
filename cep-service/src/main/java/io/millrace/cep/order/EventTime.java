package io.millrace.cep.order;

import io.millrace.cep.CepProperties;
import io.millrace.cep.event.PatternMessage.Heartbeat;
import io.millrace.statistics.TenantProgress;
import io.millrace.statistics.WatermarkTracker;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How far event time has come for each tenant.
 *
 * <ul>
 * <li>The <em>watermark</em> is moved by events alone, as the {@link WatermarkTracker} tells: what comes before it is late.
 * <li>The <em>silent time</em> runs on with the clock while a live tenant is silent: what waits for an end of silence is
 * due by it. It is the latest event time, plus the time since then during which it was certain that no event was
 * overlooked, less a slack for events on their way. After a long silence the whole time since the last event counts,
 * restarts and pauses included. For a stream of the past there is none.
 * </ul>
 *
 * An event after a silence is therefore never late for the silence alone. Belongs to one task.
 */
public final class EventTime {

    private final CepProperties properties;
    private final WatermarkTracker tracker;
    private final SilenceClock silence;
    private final Map<String, TenantTime> tenants = new HashMap<>();

    /**
     * @param sources
     *            how many source partitions there are
     */
    public EventTime(int sources, CepProperties properties) {
        this.properties = properties;
        tracker = new WatermarkTracker(sources, properties.idleTimeout(), properties.liveBound());
        silence = new SilenceClock(sources,
                WatermarkTracker.longestHeartbeatGap(properties.idleTimeout()).toMillis());
    }

    /** Takes up what was known at the last commit; to be called before anything else. */
    public void restore(List<TenantProgress> progress) {
        tracker.restore(progress);
        progress.forEach(tenant -> tenants.put(tenant.tenant(), TenantTime.of(tenant)));
    }

    /** The time of a tenant, from its first sight. */
    public TenantTime of(String tenant) {
        return tenants.computeIfAbsent(tenant, TenantTime::new);
    }

    /** The tenants seen so far. */
    public Collection<TenantTime> all() {
        return tenants.values();
    }

    /**
     * Notes an event.
     *
     * @return whether the watermark moved
     */
    public boolean observe(TenantTime time, int source, long eventTimeMillis, long wallMillis) {
        time.observed(eventTimeMillis, wallMillis, silence.millis(wallMillis));
        boolean hasMoved = tracker.observe(time.tenant, source, eventTimeMillis, wallMillis);
        if (hasMoved) {
            time.watermark = tracker.watermark(time.tenant).orElse(TenantTime.NONE);
        }
        return hasMoved;
    }

    /** Notes a sign of life of a source; gives the tenants whose watermark moved. */
    public Set<String> heartbeat(Heartbeat heartbeat, long wallMillis) {
        silence.heardOf(heartbeat.sourcePartition(), wallMillis);
        heartbeat.statuses().forEach((tenant, status) -> {
            var time = of(tenant);
            if (status.maxEventTimeMillis() > time.latest) {
                time.observed(status.maxEventTimeMillis(), wallMillis, silence.millis(wallMillis));
            }
        });
        var moved = tracker.heartbeat(heartbeat.sourcePartition(), heartbeat.statuses(), wallMillis);
        for (var tenant : moved) {
            var time = of(tenant);
            time.watermark = tracker.watermark(tenant).orElse(TenantTime.NONE);
            time.isChanged = true;
        }
        return moved;
    }

    /** Lets the clock run; to be called at the interval of the clock. */
    public void tick(long wallMillis) {
        silence.tick(wallMillis);
    }

    /** Notes that the only source is alive, where the events come in at this task itself. */
    public void sourceIsAlive(long wallMillis) {
        silence.heardOf(0, wallMillis);
    }

    /** How far time has come in a tenant's silence; {@link TenantTime#NONE} for a stream of the past. */
    public long silentTime(TenantTime time, long wallMillis) {
        if (!isLive(time)) {
            return TenantTime.NONE;
        }
        long silent = Math.max(0, silence.millis(wallMillis) - time.silentSince);
        if (silent >= properties.idleTimeout().toMillis()) {
            silent = Math.max(silent, wallMillis - time.lastObservedWall);
        }
        return Math.min(wallMillis, time.latest + silent) - properties.clockSlack().toMillis();
    }

    /** Whether a tenant's events are of the past, and none has come for so long that there may be no more. */
    public boolean isPastAndQuiet(TenantTime time, long wallMillis) {
        return !isLive(time) && time.watermark != TenantTime.NONE
                && silence.millis(wallMillis) - time.silentSince >= properties.releaseAfter().toMillis();
    }

    /** Gives the progress of the tenants that had news since the last call. */
    public void takeChanged(Consumer<TenantProgress> changed) {
        for (var time : tenants.values()) {
            if (time.isChanged) {
                time.isChanged = false;
                tracker.snapshot(time.tenant).ifPresent(changed);
            }
        }
    }

    private boolean isLive(TenantTime time) {
        return time.latest != TenantTime.NONE
                && Math.abs(time.lastObservedWall - time.latest) <= properties.liveBound().toMillis();
    }

}
