package io.millrace.promql;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Finds the values of a series at ascending times: at a time t it is that of the newest sample in (t - lookback, t], if
 * that one is no staleness mark. The left edge is open, as in Prometheus 3: with a sample a minute and a lookback of
 * five minutes, exactly five samples can count.
 */
final class SeriesCursor {

    private final List<Sample> samples;
    private final long lookbackMillis;
    /** How many samples are not after the latest time asked for. */
    private int passed;

    SeriesCursor(Series series, long defaultLookbackMillis) {
        this.samples = series.samples();
        this.lookbackMillis = series.lookbackMillis().orElse(defaultLookbackMillis);
    }

    /** The value at a time not before the one asked for last. */
    OptionalDouble valueAt(long timeMillis) {
        while (passed < samples.size() && samples.get(passed).timestampMillis() <= timeMillis) {
            passed++;
        }
        if (passed == 0) {
            return OptionalDouble.empty();
        }
        var newest = samples.get(passed - 1);
        var counts = timeMillis - newest.timestampMillis() < lookbackMillis && !newest.isStale();
        return counts ? OptionalDouble.of(newest.value()) : OptionalDouble.empty();
    }
}
