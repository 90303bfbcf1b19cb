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
 * @param emitTimeouts whether a branch that can no longer complete in time is an outcome; if not, it ends silently
 * @param maxOpenRuns the most runs open for a key, at least 1
 * @param maxKeptEvents the most captures kept for a key, at least 1: an event counts once for each place of the pattern
 *            at which open runs have taken it
 * @param onOverflow what gives way beyond these
 * @param order in which order matches are told
 */
public record PatternOptions(Optional<Duration> within, SkipStrategy skip, boolean emitTimeouts, int maxOpenRuns,
        int maxKeptEvents, OverflowPolicy onOverflow, MatchOrder order) {

    /** The number of open runs a key may have unless told otherwise. */
    public static final int DEFAULT_MAX_OPEN_RUNS = 1_000;

    /** The number of captures a key may keep unless told otherwise. */
    public static final int DEFAULT_MAX_KEPT_EVENTS = 10_000;

    /** The most matches or timeouts told by one event or deadline; what goes beyond is an {@link Outcome.Overflow}. */
    public static final int MAX_TOLD_AT_ONCE = 10_000;

    /** @throws IllegalArgumentException when a value is out of range; the message names it */
    public PatternOptions {
        within.ifPresent(window -> PatternDuration.requireMillis("within", window));
        Objects.requireNonNull(skip, "skip");
        Objects.requireNonNull(onOverflow, "onOverflow");
        Objects.requireNonNull(order, "order");
        if (maxOpenRuns < 1) {
            throw new IllegalArgumentException("max open runs must be at least 1: " + maxOpenRuns);
        }
        if (maxKeptEvents < 1) {
            throw new IllegalArgumentException("max kept events must be at least 1: " + maxKeptEvents);
        }
    }

    /** No window, no skipping, no timeouts, the default limits, the oldest run gives way, matches as they complete. */
    public static PatternOptions defaults() {
        return new PatternOptions(Optional.empty(), new SkipStrategy.None(), false, DEFAULT_MAX_OPEN_RUNS,
                DEFAULT_MAX_KEPT_EVENTS, OverflowPolicy.DROP_OLDEST, MatchOrder.AS_COMPLETED);
    }

    /** A copy with a window. */
    public PatternOptions within(Duration window) {
        return new PatternOptions(Optional.of(window), skip, emitTimeouts, maxOpenRuns, maxKeptEvents, onOverflow,
                order);
    }

    /** A copy with a skip strategy. */
    public PatternOptions skipping(SkipStrategy strategy) {
        return new PatternOptions(within, strategy, emitTimeouts, maxOpenRuns, maxKeptEvents, onOverflow, order);
    }

    /** A copy that reports timeouts. */
    public PatternOptions emittingTimeouts() {
        return new PatternOptions(within, skip, true, maxOpenRuns, maxKeptEvents, onOverflow, order);
    }

    /** A copy with a limit of open runs. */
    public PatternOptions openRunsUpTo(int limit) {
        return new PatternOptions(within, skip, emitTimeouts, limit, maxKeptEvents, onOverflow, order);
    }

    /** A copy with a limit of kept captures. */
    public PatternOptions keptEventsUpTo(int limit) {
        return new PatternOptions(within, skip, emitTimeouts, maxOpenRuns, limit, onOverflow, order);
    }

    /** A copy with another way to overflow. */
    public PatternOptions onOverflow(OverflowPolicy policy) {
        return new PatternOptions(within, skip, emitTimeouts, maxOpenRuns, maxKeptEvents, policy, order);
    }

    /** A copy with another order of matches. */
    public PatternOptions ordered(MatchOrder other) {
        return new PatternOptions(within, skip, emitTimeouts, maxOpenRuns, maxKeptEvents, onOverflow, other);
    }
}
