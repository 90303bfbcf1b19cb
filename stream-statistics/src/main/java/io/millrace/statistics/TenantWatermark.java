package io.millrace.statistics;

import io.millrace.statistics.TenantProgress.PartitionProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The watermark of one tenant over all source partitions; the rules are told at {@link WatermarkTracker}. */
final class TenantWatermark {

    /** Stands for "no event yet" and for "undefined": no event can be older. */
    private static final long NONE = Long.MIN_VALUE;

    private final AliveClock[] sources;
    private final long idleTimeoutMillis;
    private final long longestPauseMillis;
    private final long liveBoundMillis;
    private final long[] maxEventTime;
    /** What the clock of the source showed when its silence for this tenant began. */
    private final long[] silentSince;
    /** What the clock of the source has to show before the source can be left out, after a pause of the stream. */
    private final long[] expectedUntil;
    private final boolean[] reported;
    private final boolean[] reportedActive;
    private long watermark = NONE;
    private long lastObservedWall;
    private boolean quiet;

    TenantWatermark(AliveClock[] sources, Duration idleTimeout, Duration liveBound) {
        this.sources = sources;
        this.idleTimeoutMillis = idleTimeout.toMillis();
        this.longestPauseMillis = WatermarkTracker.longestHeartbeatGap(idleTimeout).toMillis();
        this.liveBoundMillis = liveBound.toMillis();
        maxEventTime = new long[sources.length];
        Arrays.fill(maxEventTime, NONE);
        silentSince = new long[sources.length];
        expectedUntil = new long[sources.length];
        reported = new boolean[sources.length];
        reportedActive = new boolean[sources.length];
        IntStream.range(0, sources.length).forEach(this::startSilence);
    }

    private void startSilence(int partition) {
        silentSince[partition] = sources[partition].aliveMillis();
    }

    /** After a pause of the stream every source has some time to go on, too, before it can be left out. */
    private void expectEverySource(long pauseMillis) {
        var patience = Math.min(pauseMillis / 2, idleTimeoutMillis);
        for (var partition = 0; partition < sources.length; partition++) {
            var until = sources[partition].aliveMillis() + patience;
            expectedUntil[partition] = Math.max(expectedUntil[partition], until);
        }
    }

    void observe(int partition, long eventTimeMillis, long wallMillis) {
        var pauseMillis = wallMillis - lastObservedWall;
        if (pauseMillis > longestPauseMillis) {
            expectEverySource(pauseMillis);
        }
        lastObservedWall = wallMillis;
        maxEventTime[partition] = Math.max(maxEventTime[partition], eventTimeMillis);
        startSilence(partition);
    }

    void report(int partition, SourceStatus status, long wallMillis) {
        if (status.maxEventTimeMillis() > maxEventTime[partition]) {
            observe(partition, status.maxEventTimeMillis(), wallMillis);
        }
        reported[partition] = true;
        reportedActive[partition] = !status.idle();
    }

    /** The source is alive and does not know the tenant: it never did, or it was started anew. */
    void reportNothing(int partition) {
        if (reported[partition]) {
            startSilence(partition);
        }
        reported[partition] = false;
        reportedActive[partition] = false;
    }

    /** Moves the watermark on if the sources allow it; true when it moved. */
    boolean advance(long wallMillis) {
        quiet = true;
        var minOfOthers = Long.MAX_VALUE;
        for (var partition = 0; partition < sources.length; partition++) {
            if (!isIdle(partition, wallMillis)) {
                quiet = false;
                minOfOthers = Math.min(minOfOthers, maxEventTime[partition]);
            }
        }
        return raiseTo(quiet ? latestEventTime() : minOfOthers);
    }

    private boolean isIdle(int partition, long wallMillis) {
        var source = sources[partition];
        return !reportedActive[partition] && source.isAlive(wallMillis)
                && source.aliveSince(silentSince[partition]) >= idleTimeoutMillis
                && source.aliveMillis() >= expectedUntil[partition];
    }

    /** Moves the watermark of a live and quiet stream on with the wall clock; true when it moved. */
    boolean advanceQuiet(long wallMillis) {
        var moved = advance(wallMillis);
        if (!quiet || !isLive()) {
            return moved;
        }
        var silence = wallMillis - lastObservedWall;
        return raiseTo(Math.min(wallMillis, latestEventTime() + silence)) || moved;
    }

    /** Whether the latest event time was close to the wall clock when the last event came in. */
    private boolean isLive() {
        var latest = latestEventTime();
        return latest != NONE && Math.abs(lastObservedWall - latest) <= liveBoundMillis;
    }

    private long latestEventTime() {
        return Arrays.stream(maxEventTime).max().orElseThrow();
    }

    private boolean raiseTo(long candidate) {
        if (candidate <= watermark) {
            return false;
        }
        watermark = candidate;
        return true;
    }

    OptionalLong watermark() {
        return watermark == NONE ? OptionalLong.empty() : OptionalLong.of(watermark);
    }

    TenantProgress snapshot(String tenant) {
        var partitions = new ArrayList<PartitionProgress>();
        for (var partition = 0; partition < maxEventTime.length; partition++) {
            if (maxEventTime[partition] != NONE) {
                partitions.add(new PartitionProgress(partition, maxEventTime[partition]));
            }
        }
        return new TenantProgress(tenant, watermark(), lastObservedWall, partitions);
    }

    void restore(TenantProgress progress) {
        for (var past : progress.partitions()) {
            maxEventTime[past.partition()] = past.maxEventTimeMillis();
        }
        watermark = progress.watermarkMillis().orElse(NONE);
        lastObservedWall = progress.lastObservedWallMillis();
    }
}
