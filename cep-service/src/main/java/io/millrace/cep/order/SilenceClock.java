package io.millrace.cep.order;

import java.util.Arrays;

/**
 * Time during which it was certain that nothing was overlooked: the clock ran, and every source was heard of. Time in which
 * the task stood still, or a source worked on a backlog and said nothing, is no silence. Belongs to one task.
 */
final class SilenceClock {

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final long longestGapMillis;
    private final long[] heardAt;
    private long certainMillis;
    private long lastTick = NEVER;
    private boolean isCertain;

    /**
     * @param sources
     *            how many sources have to be heard of
     * @param longestGapMillis
     *            how far ticks and signs of life may be apart
     */
    SilenceClock(int sources, long longestGapMillis) {
        this.longestGapMillis = longestGapMillis;
        heardAt = new long[sources];
        Arrays.fill(heardAt, NEVER);
    }

    /** Notes that a source is alive and has told all that it knows. */
    void heardOf(int source, long wallMillis) {
        heardAt[source] = wallMillis;
    }

    void tick(long wallMillis) {
        certainMillis = millis(wallMillis);
        lastTick = wallMillis;
        isCertain = Arrays.stream(heardAt).allMatch(heard -> wallMillis - heard <= longestGapMillis);
    }

    /** Certain time so far. */
    long millis(long wallMillis) {
        long gap = wallMillis - lastTick;
        return isCertain && gap > 0 && gap <= longestGapMillis ? certainMillis + gap : certainMillis;
    }

}
