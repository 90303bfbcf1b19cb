package io.millrace.statistics;

import java.lang.foreign.MemorySegment;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.HllUnion;

/**
 * How many distinct texts there were.
 *
 * <p>Error: practically exact up to some hundred values, then a relative standard error of 1.3 % (1.6 % after merges).
 * The hash is fixed, so the same texts give the same count on every replay, in whatever order.
 * <p>Not thread-safe: one instance belongs to one task.
 * <p>Source: HyperLogLog with 4096 registers as Apache DataSketches has it; Flajolet, Fusy, Gandouet, Meunier, 2007.
 */
public final class DistinctCount {

    private static final int LOG2_REGISTERS = 12;

    private HllSketch sketch;

    /** No values yet. */
    public DistinctCount() {
        this(new HllSketch(LOG2_REGISTERS, TgtHllType.HLL_4));
    }

    private DistinctCount(HllSketch sketch) {
        this.sketch = sketch;
    }

    /** Takes a value; an empty text is no value. */
    public void add(String value) {
        sketch.update(value);
    }

    /** Takes in the values of another count, which stays as it is. */
    public void merge(DistinctCount other) {
        var union = new HllUnion(LOG2_REGISTERS);
        union.update(sketch);
        union.update(other.sketch);
        sketch = union.getResult(TgtHllType.HLL_4);
    }

    /** The number of distinct values, rounded to a whole one. */
    public double value() {
        return Math.rint(sketch.getEstimate());
    }

    /** A compact form; {@link #fromBytes} gives a count that goes on alike. */
    public byte[] toBytes() {
        return sketch.toCompactByteArray();
    }

    /**
     * The count that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException when the bytes are no such count
     */
    public static DistinctCount fromBytes(byte[] bytes) {
        return new DistinctCount(HllSketch.heapify(MemorySegment.ofArray(bytes)));
    }
}
