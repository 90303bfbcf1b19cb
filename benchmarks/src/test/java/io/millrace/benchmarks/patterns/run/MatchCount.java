package io.millrace.benchmarks.patterns.run;

import io.millrace.benchmarks.patterns.load.StepStream;

/** Counts matches, and sums up what they consist of in a way that does not depend on their order. One thread at a time. */
public final class MatchCount {

    private final long compared;
    private long matches;
    private long comparedMatches;
    private long checksum;

    /**
     * Counts nothing yet.
     *
     * @param compared
     *            the place from which on matches do not go into the checksum
     */
    public MatchCount(long compared) {
        this.compared = compared;
    }

    /** Counts the match of these three events, given by their places. */
    public void add(long view, long cart, long purchase) {
        matches++;
        if (purchase < compared) {
            comparedMatches++;
            checksum += StepStream.mix(StepStream.mix(StepStream.mix(view) + cart) + purchase);
        }
    }

    /** All matches. */
    public long matches() {
        return matches;
    }

    /** What is compared with other runs. */
    public String comparable() {
        return "%d/%016x".formatted(comparedMatches, checksum);
    }

}
