package io.millrace.promql;

import java.util.List;
import java.util.OptionalLong;

/**
 * The samples of one series.
 *
 * @param labels what tells it from other series
 * @param samples in ascending order of time, no two at the same time
 * @param lookbackMillis how long its last sample counts, when that differs from what the engine goes by; the size of a
 *            window, for one
 */
public record Series(Labels labels, List<Sample> samples, OptionalLong lookbackMillis) {

    /** @throws IllegalArgumentException when samples are out of order or the lookback is not positive */
    public Series {
        samples = List.copyOf(samples);
        for (var i = 1; i < samples.size(); i++) {
            if (samples.get(i).timestampMillis() <= samples.get(i - 1).timestampMillis()) {
                throw new IllegalArgumentException("samples of " + labels + " are out of order at "
                        + samples.get(i).timestampMillis());
            }
        }
        if (lookbackMillis.isPresent() && lookbackMillis.getAsLong() <= 0) {
            throw new IllegalArgumentException("lookback of " + labels + " must be longer than 0 ms");
        }
    }

    /** A series whose last sample counts as long as the engine says. */
    public Series(Labels labels, List<Sample> samples) {
        this(labels, samples, OptionalLong.empty());
    }

    /** The same series with a last sample that counts for that long. */
    public Series withLookback(long millis) {
        return new Series(labels, samples, OptionalLong.of(millis));
    }
}
