package io.millrace.statistics;

import java.time.Duration;

/**
 * Wall time during which somebody was seen alive, told by their signs of life: time in which there was nothing to hear
 * is no time in which they were silent.
 *
 * <p>Shape: {@link #tick} at every sign of life; {@link #aliveMillis()} runs on between signs that are no further apart
 * than the longest gap. A longer gap is an absence (a restart, a restore, a pause of the machine): the clock stands
 * still over it and {@link #returnedAt()} says where. A wall clock set back counts as no time.
 * <p>Not thread-safe.
 */
final class AliveClock {

    private final long longestGapMillis;
    private boolean seen;
    private long lastWallMillis;
    private long aliveMillis;
    private long returnedAt;

    AliveClock(Duration longestGap) {
        this.longestGapMillis = longestGap.toMillis();
    }

    void tick(long wallMillis) {
        var gap = wallMillis - lastWallMillis;
        if (!seen || gap > longestGapMillis) {
            returnedAt = aliveMillis;
        } else {
            aliveMillis += Math.max(0, gap);
        }
        seen = true;
        lastWallMillis = wallMillis;
    }

    /** Whether the last sign of life is no longer ago than the longest gap. */
    boolean isAlive(long wallMillis) {
        return seen && wallMillis - lastWallMillis <= longestGapMillis;
    }

    /** Time seen alive so far. */
    long aliveMillis() {
        return aliveMillis;
    }

    /** What {@link #aliveMillis()} was at the first sign of life after the latest absence. */
    long returnedAt() {
        return returnedAt;
    }

    /** Time seen alive without interruption since the clock showed {@code since}. */
    long aliveSince(long since) {
        return aliveMillis - Math.max(since, returnedAt);
    }
}
