package io.millrace.pattern;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What holds for a pattern as a whole.
 *
 * @param within the exclusive limit of the time from a match's first event to its last, in whole milliseconds: an event
 *            at exactly start + within is outside; empty when unlimited
 * @param skip which other runs a match drops
 * @param emitTimeouts whether a run that can no longer complete in time is an outcome; if not, it ends silently
 * @param maxOpenRuns the most runs kept open for a key, at least 1; beyond it the oldest are dropped
 */
public record PatternOptions(Optional<Duration> within, SkipStrategy skip, boolean emitTimeouts, int maxOpenRuns) {

    /** The number of open runs a key may have unless told otherwise. */
    public static final int DEFAULT_MAX_OPEN_RUNS = 1_000;

    /** @throws IllegalArgumentException when a value is out of range; the message names it */
    public PatternOptions {
        within.ifPresent(window -> PatternDuration.requireMillis("within", window));
        Objects.requireNonNull(skip, "skip");
        if (maxOpenRuns < 1) {
            throw new IllegalArgumentException("max open runs must be at least 1: " + maxOpenRuns);
        }
    }

    /** No window, no skipping, no timeouts, {@link #DEFAULT_MAX_OPEN_RUNS}. */
    public static PatternOptions defaults() {
        return new PatternOptions(Optional.empty(), new SkipStrategy.None(), false, DEFAULT_MAX_OPEN_RUNS);
    }

    /** A copy with a window. */
    public PatternOptions within(Duration window) {
        return new PatternOptions(Optional.of(window), skip, emitTimeouts, maxOpenRuns);
    }

    /** A copy with a skip strategy. */
    public PatternOptions skipping(SkipStrategy strategy) {
        return new PatternOptions(within, strategy, emitTimeouts, maxOpenRuns);
    }

    /** A copy that reports timeouts. */
    public PatternOptions emittingTimeouts() {
        return new PatternOptions(within, skip, true, maxOpenRuns);
    }

    /** A copy with a limit of open runs. */
    public PatternOptions openRunsUpTo(int limit) {
        return new PatternOptions(within, skip, emitTimeouts, limit);
    }
}
