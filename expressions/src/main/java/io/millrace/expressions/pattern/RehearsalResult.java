package io.millrace.expressions.pattern;

import io.millrace.result.DroppedRun;
import io.millrace.result.OpenRun;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import java.time.Instant;
import java.util.List;

/**
 * What a pattern finds in given events. The lists hold the earliest results, as many as were asked for; the counts are of
 * all.
 *
 * @param first
 *            time of the earliest event; null without any
 * @param last
 *            time of the latest event; null without any
 * @param matches
 *            by end
 * @param timeouts
 *            by deadline
 * @param overflows
 *            runs dropped for a limit, by when they were
 * @param open
 *            what had begun and could still be completed at the end of the events, by start
 */
public record RehearsalResult(String pattern, Counts counts, Instant first, Instant last, List<PatternMatch> matches,
        List<PatternTimeout> timeouts, List<DroppedRun> overflows, List<OpenRun> open) {

    /**
     * How many there were.
     *
     * @param events
     *            all
     * @param concerned
     *            those that the pattern takes or has to look at
     * @param withoutKey
     *            of the concerned, those that lack the key
     * @param failed
     *            of the concerned, those whose key could not be told since its expression failed
     * @param refused
     *            of the concerned, those that are too large, or whose key is too long, as the service refuses them
     * @param keys
     *            different keys, each in its tenant
     * @param open
     *            runs open at the end
     * @param measuresFailed
     *            measures left out of matches since their expression failed
     */
    public record Counts(long events, long concerned, long withoutKey, long failed, long refused, long keys,
            long matches, long timeouts, long overflows, long open, long measuresFailed) {}

}
