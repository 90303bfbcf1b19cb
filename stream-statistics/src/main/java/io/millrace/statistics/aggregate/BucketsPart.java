package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many values lie between one of some bounds and the next. */
final class BucketsPart extends ValuePart {

    private static final int FOOTPRINT = 56;

    private final double[] bounds;
    /** One more than there are bounds: the last is of the values beyond all of them. */
    private final long[] counts;

    BucketsPart(Aggregate.Buckets buckets) {
        this(boundsOf(buckets), new long[buckets.upperBounds().size() + 1]);
    }

    private BucketsPart(double[] bounds, long[] counts) {
        this.bounds = bounds;
        this.counts = counts;
    }

    private static double[] boundsOf(Aggregate.Buckets buckets) {
        return buckets.upperBounds().stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    PartKind kind() {
        return PartKind.BUCKETS;
    }

    @Override
    int order(Part other) {
        var byKind = super.order(other);
        return byKind != 0 ? byKind : Arrays.compare(bounds, ((BucketsPart) other).bounds);
    }

    /** Whether these are the buckets asked for. */
    boolean isFor(Aggregate.Buckets buckets) {
        return Arrays.equals(bounds, boundsOf(buckets));
    }

    @Override
    void add(long timestampMillis, double value) {
        var bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket]++;
    }

    @Override
    void merge(Part other) {
        var added = ((BucketsPart) other).counts;
        for (var i = 0; i < counts.length; i++) {
            counts[i] += added[i];
        }
    }

    /** The buckets as Prometheus has them: cumulative, the last one infinite. */
    List<Bucket> cumulative() {
        var cumulative = new ArrayList<Bucket>(counts.length);
        var count = 0L;
        for (var i = 0; i < counts.length; i++) {
            count += counts[i];
            cumulative.add(new Bucket(i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY, count));
        }
        return List.copyOf(cumulative);
    }

    @Override
    BucketsPart copy() {
        return new BucketsPart(bounds, counts.clone());
    }

    @Override
    void writeTo(BinaryWriter out, EventSpan events) {
        out.writeVarint(bounds.length);
        for (var bound : bounds) {
            out.writeCompactDouble(bound);
        }
        for (var count : counts) {
            out.writeVarint(count);
        }
    }

    static BucketsPart read(BinaryReader in, EventSpan events) {
        var bounds = new ArrayList<Double>();
        for (var i = in.readVarint("number of bounds", Aggregate.Buckets.MAX_BOUNDS); i > 0; i--) {
            bounds.add(in.readCompactDouble());
        }
        var part = new BucketsPart(new Aggregate.Buckets(bounds));
        var rest = events.count();
        for (var i = 0; i < part.counts.length; i++) {
            part.counts[i] = in.readVarint();
            rest -= part.counts[i];
            if (rest < 0) {
                throw new IllegalArgumentException("buckets have more values than there are events");
            }
        }
        return part;
    }

    @Override
    int footprintBytes() {
        return FOOTPRINT + 2 * counts.length * Long.BYTES;
    }
}
