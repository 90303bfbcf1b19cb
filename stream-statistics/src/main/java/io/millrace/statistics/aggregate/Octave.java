package io.millrace.statistics.aggregate;

import java.util.Arrays;

/**
 * The counts of the 64 buckets between one power of two and the next. They are held in 32 bits while their sum fits,
 * in 64 from then on.
 */
final class Octave {

    static final int BUCKET_BITS = 6;
    static final int BUCKETS = 1 << BUCKET_BITS;

    private long total;
    private int[] narrow;
    private long[] wide;

    Octave() {
        this(0, new int[BUCKETS], null);
    }

    private Octave(long total, int[] narrow, long[] wide) {
        this.total = total;
        this.narrow = narrow;
        this.wide = wide;
    }

    void increment(int bucket) {
        if (narrow != null && total < Integer.MAX_VALUE) {
            total++;
            narrow[bucket]++;
        } else {
            add(bucket, 1);
        }
    }

    void add(int bucket, long count) {
        total += count;
        if (total > Integer.MAX_VALUE) {
            widen();
        }
        if (narrow != null) {
            narrow[bucket] += (int) count;
        } else {
            wide[bucket] += count;
        }
    }

    private void widen() {
        if (narrow != null) {
            wide = new long[BUCKETS];
            Arrays.setAll(wide, bucket -> narrow[bucket]);
            narrow = null;
        }
    }

    void merge(Octave other) {
        var sum = total + other.total;
        if (sum > Integer.MAX_VALUE) {
            widen();
        }
        if (narrow != null && other.narrow != null) {
            addAll(narrow, other.narrow);
        } else {
            widen();
            for (var i = 0; i < BUCKETS; i++) {
                wide[i] += other.count(i);
            }
        }
        total = sum;
    }

    private static void addAll(int[] counts, int[] added) {
        for (var i = 0; i < BUCKETS; i++) {
            counts[i] += added[i];
        }
    }

    /** How many values there are in all buckets. */
    long count() {
        return total;
    }

    /** How many values there are in one bucket. */
    long count(int bucket) {
        return narrow != null ? narrow[bucket] : wide[bucket];
    }

    /** The bucket that has the value of a rank, 1 for the smallest, at most the count. */
    int bucketAtRank(long rank) {
        var bucket = 0;
        var rest = rank - count(0);
        while (rest > 0) {
            bucket++;
            rest -= count(bucket);
        }
        return bucket;
    }

    Octave copy() {
        return new Octave(total, narrow == null ? null : narrow.clone(), wide == null ? null : wide.clone());
    }

    int footprintBytes() {
        return narrow != null ? 48 + BUCKETS * Integer.BYTES : 48 + BUCKETS * Long.BYTES;
    }
}
