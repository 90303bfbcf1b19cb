package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.OptionalDouble;

/**
 * How the values of a stream are distributed, for quantiles with a bounded relative error.
 *
 * <p>Shape: 64 buckets of equal width between one power of two and the next, found from the bits of the double without
 * a logarithm; the same for negative values, and one bucket for zero.
 * <p>Error: a quantile is the value of nearest rank, off by at most 1/128 (0.79 %) of itself; the smallest and the
 * largest value are exact. Magnitudes below 2^-1022 count as zero. {@link #merge} equals adding every value to one
 * histogram, bit for bit, in whatever order and grouping.
 * <p>Undefined: NaN and infinities are rejected; a histogram of no values has no quantiles.
 * <p>Memory: 300 bytes for each power of two that occurs, most often 1 to 4 KiB; stored, one to two bytes a bucket.
 * <p>Not thread-safe: one instance belongs to one task.
 * <p>Source: Masson, Rim, Lee, DDSketch, VLDB 12(12), 2019; linear buckets in place of its logarithms as in
 * HdrHistogram.
 */
public final class LogLinearHistogram {

    private final Octaves negative;
    private final Octaves positive;
    private long zeros;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** A histogram of no values. */
    public LogLinearHistogram() {
        this(new Octaves(), new Octaves());
    }

    private LogLinearHistogram(Octaves negative, Octaves positive) {
        this.negative = negative;
        this.positive = positive;
    }

    /**
     * Counts a value.
     *
     * @throws IllegalArgumentException when it is NaN or infinite; nothing is counted then
     */
    public void add(double value) {
        var bits = Double.doubleToRawLongBits(value);
        var bucket = Octaves.bucketOf(bits);
        if (bucket > Octaves.LAST_BUCKET) {
            throw new IllegalArgumentException("value " + value + " is not a finite number");
        }
        if (bucket < Octaves.FIRST_BUCKET) {
            zeros++;
        } else if (bits >= 0) {
            positive.increment(bucket);
        } else {
            negative.increment(bucket);
        }
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
        }
    }

    /** Takes in the values of another histogram, which stays as it is. Merging with itself doubles them. */
    public void merge(LogLinearHistogram other) {
        negative.merge(other.negative);
        positive.merge(other.positive);
        zeros += other.zeros;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /** How many values there were. */
    public long count() {
        return negative.count() + zeros + positive.count();
    }

    /**
     * The value that a share of the values does not exceed: of the values in order the one at place
     * {@code ceil(share * count)}, the first for a share of 0. Empty without values.
     *
     * @param share 0 to 1
     * @throws IllegalArgumentException when the share is not between 0 and 1
     */
    public OptionalDouble quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share + " must be between 0 and 1");
        }
        var count = count();
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(atRank(NearestRank.of(share, count), count));
    }

    private double atRank(long rank, long count) {
        if (rank == 1) {
            return min;
        }
        return rank == count ? max : Math.clamp(middleAtRank(rank), min, max);
    }

    private double middleAtRank(long rank) {
        var negatives = negative.count();
        if (rank <= negatives) {
            return -negative.middleAtRank(negatives - rank + 1);
        }
        return rank <= negatives + zeros ? 0 : positive.middleAtRank(rank - negatives - zeros);
    }

    /** A histogram of the same values that goes its own way from here. */
    public LogLinearHistogram copy() {
        var copy = new LogLinearHistogram(negative.copy(), positive.copy());
        copy.zeros = zeros;
        copy.min = min;
        copy.max = max;
        return copy;
    }

    /** Writes the histogram; buckets in which nothing is take almost no room. */
    public void writeTo(BinaryWriter out) {
        out.writeVarint(zeros);
        positive.writeTo(out);
        negative.writeTo(out);
        if (count() > 0) {
            out.writeCompactDouble(min);
            out.writeCompactDouble(max);
        }
    }

    /**
     * The histogram that {@link #writeTo} wrote.
     *
     * @throws IllegalArgumentException when the bytes are cut short or no such histogram
     */
    public static LogLinearHistogram read(BinaryReader in) {
        var zeros = in.readVarint();
        var positive = Octaves.read(in);
        var histogram = new LogLinearHistogram(Octaves.read(in), positive);
        histogram.zeros = zeros;
        if (histogram.count() < 0) {
            throw new IllegalArgumentException("a histogram has more than 2^63 values");
        }
        if (histogram.count() > 0) {
            histogram.min = in.readCompactDouble();
            histogram.max = in.readCompactDouble();
            if (!(histogram.min <= histogram.max) || Double.isInfinite(histogram.min)
                    || Double.isInfinite(histogram.max)) {
                throw new IllegalArgumentException(
                        "a histogram has values from %s to %s".formatted(histogram.min, histogram.max));
            }
        }
        return histogram;
    }

    /** Roughly how many bytes of heap it takes. */
    public int footprintBytes() {
        return 48 + negative.footprintBytes() + positive.footprintBytes();
    }
}
