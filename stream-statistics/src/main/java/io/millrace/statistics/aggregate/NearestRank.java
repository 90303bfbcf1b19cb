package io.millrace.statistics.aggregate;

/** The place of a quantile among values in order. */
final class NearestRank {

    /** A product this close to a whole number (in units of the last place) was meant to be it. */
    private static final int ROUNDING_ULPS = 2;

    private NearestRank() {}

    /**
     * {@code ceil(share * count)}, at least 1: the 7th of 100 for 7 %, although {@code 0.07 * 100} is a little more
     * than 7 in doubles.
     */
    static long of(double share, long count) {
        var place = share * count;
        var whole = Math.rint(place);
        var rank = Math.abs(place - whole) <= ROUNDING_ULPS * Math.ulp(place) ? whole : Math.ceil(place);
        return Math.clamp((long) rank, 1, count);
    }
}
