package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;

/**
 * Counts of positive magnitudes in the buckets of a {@link LogLinearHistogram}. Buckets are numbered by the eleven bits
 * of the exponent and the first six of the fraction; the 64 with one exponent are an {@link Octave}. Octaves are
 * created as they are needed, so that a stray magnitude costs one of them and not the range up to it.
 *
 * <p>Stored form: the number of counts as a varint, then for each bucket that has any, lowest first, a varint by its
 * lowest bits:
 *
 * <pre>
 * 0     the bucket follows directly on the one before; above: its count less one
 * 01    some buckets are passed over; above: how many; the count is one
 * 11    some buckets are passed over; above: how many; then a varint: the count less two
 * </pre>
 */
final class Octaves {

    static final int FIRST_BUCKET = Octave.BUCKETS;
    static final int LAST_BUCKET = 2047 * Octave.BUCKETS - 1;

    private static final int FRACTION_BITS_BELOW = 52 - Octave.BUCKET_BITS;
    private static final int BUCKET_MASK = 2048 * Octave.BUCKETS - 1;
    private static final int GAP = 1;
    private static final int SEVERAL = 2;
    private static final Octave[] NONE = {};

    /** The octaves from the lowest to the highest exponent in use, null where there is nothing. */
    private Octave[] octaves = NONE;
    private int lowest;

    /** The bucket of a double's magnitude, from its bits; beyond {@link #LAST_BUCKET} for NaN and infinities. */
    static int bucketOf(long bits) {
        return (int) (bits >>> FRACTION_BITS_BELOW) & BUCKET_MASK;
    }

    /** The middle of a bucket. */
    private static double middle(int bucket) {
        return Double.longBitsToDouble((2L * bucket + 1) << FRACTION_BITS_BELOW - 1);
    }

    void increment(int bucket) {
        var at = (bucket >>> Octave.BUCKET_BITS) - lowest;
        var octave = at >= 0 && at < octaves.length ? octaves[at] : null;
        if (octave == null) {
            octave = create(bucket >>> Octave.BUCKET_BITS);
        }
        octave.increment(bucket & Octave.BUCKETS - 1);
    }

    private void add(int bucket, long count) {
        octave(bucket >>> Octave.BUCKET_BITS).add(bucket & Octave.BUCKETS - 1, count);
    }

    private Octave octave(int exponent) {
        var at = exponent - lowest;
        return at >= 0 && at < octaves.length && octaves[at] != null ? octaves[at] : create(exponent);
    }

    private Octave create(int exponent) {
        reach(exponent, exponent);
        return octaves[exponent - lowest] = new Octave();
    }

    /** Makes room for the exponents between the two, without a gap to those in use. */
    private void reach(int from, int to) {
        var newLowest = octaves.length == 0 ? from : Math.min(lowest, from);
        var newHighest = Math.max(lowest + octaves.length - 1, to);
        if (newHighest - newLowest + 1 > octaves.length) {
            var wider = new Octave[newHighest - newLowest + 1];
            System.arraycopy(octaves, 0, wider, octaves.length == 0 ? 0 : lowest - newLowest, octaves.length);
            octaves = wider;
            lowest = newLowest;
        }
    }

    void merge(Octaves other) {
        if (other.octaves.length == 0) {
            return;
        }
        reach(other.lowest, other.lowest + other.octaves.length - 1);
        for (var i = 0; i < other.octaves.length; i++) {
            var added = other.octaves[i];
            var at = other.lowest + i - lowest;
            if (added != null && octaves[at] != null) {
                octaves[at].merge(added);
            } else if (added != null) {
                octaves[at] = added.copy();
            }
        }
    }

    long count() {
        var count = 0L;
        for (var octave : octaves) {
            count += octave == null ? 0 : octave.count();
        }
        return count;
    }

    /** The middle of the bucket that has the magnitude of a rank, 1 for the smallest, at most the count. */
    double middleAtRank(long rank) {
        var rest = rank;
        var at = 0;
        while (octaves[at] == null || octaves[at].count() < rest) {
            rest -= octaves[at] == null ? 0 : octaves[at].count();
            at++;
        }
        return middle((lowest + at) * Octave.BUCKETS + octaves[at].bucketAtRank(rest));
    }

    Octaves copy() {
        var copy = new Octaves();
        copy.merge(this);
        return copy;
    }

    void writeTo(BinaryWriter out) {
        out.writeVarint(count());
        var next = 0;
        for (var i = 0; i < octaves.length; i++) {
            if (octaves[i] != null) {
                next = write(out, octaves[i], (lowest + i) * Octave.BUCKETS, next);
            }
        }
    }

    private static int write(BinaryWriter out, Octave octave, int first, int expected) {
        var next = expected;
        for (var i = 0; i < Octave.BUCKETS; i++) {
            var count = octave.count(i);
            if (count > 0) {
                write(out, first + i - next, count);
                next = first + i + 1;
            }
        }
        return next;
    }

    private static void write(BinaryWriter out, int passedOver, long count) {
        if (passedOver == 0) {
            out.writeVarint(count - 1 << 1);
        } else if (count == 1) {
            out.writeVarint((long) passedOver << 2 | GAP);
        } else {
            out.writeVarint((long) passedOver << 2 | SEVERAL | GAP);
            out.writeVarint(count - 2);
        }
    }

    static Octaves read(BinaryReader in) {
        var octaves = new Octaves();
        var rest = in.readVarint();
        var next = 0L;
        while (rest > 0) {
            var token = in.readVarint();
            next += (token & GAP) == 0 ? 0 : token >>> 2;
            var count = countOf(token, in);
            if (next < FIRST_BUCKET || next > LAST_BUCKET || count < 1 || count > rest) {
                throw new IllegalArgumentException(
                        "a histogram has no %d values in bucket %d with %d to come".formatted(count, next, rest));
            }
            octaves.add((int) next, count);
            rest -= count;
            next++;
        }
        return octaves;
    }

    private static long countOf(long token, BinaryReader in) {
        if ((token & GAP) == 0) {
            return (token >>> 1) + 1;
        }
        return (token & SEVERAL) == 0 ? 1 : in.readVarint() + 2;
    }

    int footprintBytes() {
        var bytes = 40 + octaves.length * Integer.BYTES;
        for (var octave : octaves) {
            bytes += octave == null ? 0 : octave.footprintBytes();
        }
        return bytes;
    }
}
