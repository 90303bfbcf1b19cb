package io.millrace.statistics.aggregate;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;

/**
 * How many different texts there were: exactly while they are few, then estimated from 4096 registers.
 *
 * <p>Error: none up to {@value #EXACT_LIMIT} texts (64 bits of a text are compared: one wrong count in about 10^14),
 * beyond them a relative standard error of 1.1 %, after any number of merges too.
 * <p>{@link #merge} equals adding every text to one sketch. What is written depends on nothing but the set of texts:
 * not on their order or number, not on how merges were grouped. The hash and its seed are fixed, a replay counts alike.
 * <p>Memory: 16 bytes a text or less while exact, then 4 KiB.
 * <p>Not thread-safe: one instance belongs to one task.
 * <p>Source: UltraLogLog, Ertl, VLDB 17(7), 2024, and Komihash 5, both as in hash4j.
 */
public final class DistinctSketch {

    /** The most texts that are counted exactly. */
    public static final int EXACT_LIMIT = 256;

    private static final Hasher64 HASHER = Hashing.komihash5_0();

    private HashSet64 exact;
    private UltraLogLogRegisters registers;

    /** A sketch of no texts. */
    public DistinctSketch() {
        this(new HashSet64(), null);
    }

    private DistinctSketch(HashSet64 exact, UltraLogLogRegisters registers) {
        this.exact = exact;
        this.registers = registers;
    }

    /** Takes a text; an empty one too. */
    public void add(String text) {
        addHash(HASHER.hashCharsToLong(text));
    }

    private void addHash(long hash) {
        if (registers != null) {
            registers.add(hash);
        } else if (exact.add(hash) && exact.size() > EXACT_LIMIT) {
            estimateFrom(new UltraLogLogRegisters());
        }
    }

    private void estimateFrom(UltraLogLogRegisters from) {
        registers = from;
        exact.forEach(registers::add);
        exact = null;
    }

    /** Takes in the texts of another sketch, which stays as it is. */
    public void merge(DistinctSketch other) {
        if (other == this) {
            return;
        }
        if (other.registers == null) {
            other.exact.forEach(this::addHash);
        } else if (registers == null) {
            estimateFrom(other.registers.copy());
        } else {
            registers.merge(other.registers);
        }
    }

    /** The number of different texts, a whole one. */
    public double estimate() {
        return registers == null
                ? exact.size()
                : Math.max(EXACT_LIMIT + 1, Math.rint(registers.estimate()));
    }

    /** A sketch of the same texts that goes its own way from here. */
    public DistinctSketch copy() {
        return registers == null
                ? new DistinctSketch(exact.copy(), null)
                : new DistinctSketch(null, registers.copy());
    }

    /** Writes the sketch: eight bytes a text while exact, at most 4 KiB in all. */
    public void writeTo(BinaryWriter out) {
        if (registers == null) {
            out.writeVarint(exact.size());
            exact.writeTo(out);
        } else {
            out.writeVarint(EXACT_LIMIT + 1);
            registers.writeTo(out);
        }
    }

    /**
     * The sketch that {@link #writeTo} wrote.
     *
     * @throws IllegalArgumentException when the bytes are cut short or no such sketch
     */
    public static DistinctSketch read(BinaryReader in) {
        var size = in.readVarint("number of exact texts", EXACT_LIMIT + 1);
        return size <= EXACT_LIMIT
                ? new DistinctSketch(HashSet64.read(in, size), null)
                : new DistinctSketch(null, UltraLogLogRegisters.read(in));
    }

    /** Roughly how many bytes of heap it takes. */
    public int footprintBytes() {
        return registers == null ? 24 + exact.footprintBytes() : 24 + registers.footprintBytes();
    }
}
