package io.millrace.benchmarks.windows.dsl;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Count and sum of amounts with a KLL sketch (k = 200) of them, and a HyperLogLog (2^12 registers) of their users.
 * Minimum and maximum are the sketch's, which are exact. Undefined without an amount: minimum, maximum and quantiles.
 * Not thread-safe.
 */
final class Summary {

    private static final int KLL_K = 200;
    private static final int HLL_LOG_K = 12;

    private final KllDoublesSketch amounts;
    private final HllSketch users;
    private double sum;

    Summary() {
        this(KllDoublesSketch.newHeapInstance(KLL_K), new HllSketch(HLL_LOG_K), 0);
    }

    private Summary(KllDoublesSketch amounts, HllSketch users, double sum) {
        this.amounts = amounts;
        this.users = users;
        this.sum = sum;
    }

    Summary add(Spent spent) {
        sum += spent.amount();
        amounts.update(spent.amount());
        users.update(spent.user());
        return this;
    }

    long count() {
        return amounts.getN();
    }

    double sum() {
        return sum;
    }

    double min() {
        return amounts.getMinItem();
    }

    double max() {
        return amounts.getMaxItem();
    }

    double quantile(double rank) {
        return amounts.getQuantile(rank);
    }

    double distinctUsers() {
        return users.getEstimate();
    }

    static Serde<Summary> serde() {
        return Serdes.serdeFrom((_, value) -> value == null ? null : value.toBytes(),
                (_, bytes) -> bytes == null ? null : ofBytes(bytes));
    }

    private byte[] toBytes() {
        var kll = amounts.toByteArray();
        var hll = users.toCompactByteArray();
        return ByteBuffer.allocate(Double.BYTES + Integer.BYTES + kll.length + hll.length).putDouble(sum).putInt(
                kll.length).put(kll).put(hll).array();
    }

    private static Summary ofBytes(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        double sum = buffer.getDouble();
        int kllBytes = buffer.getInt();
        var sketches = MemorySegment.ofArray(bytes).asSlice(buffer.position());
        return new Summary(KllDoublesSketch.heapify(sketches.asSlice(0, kllBytes)),
                HllSketch.heapify(sketches.asSlice(kllBytes)), sum);
    }

}
