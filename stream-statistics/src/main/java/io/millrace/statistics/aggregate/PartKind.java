package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import java.util.EnumSet;

/**
 * The kinds of parts, in the order in which they stand in a state: those of values before those of texts. The bit that
 * announces a kind in the stored form is its own for ever; a new kind takes the next free one.
 */
enum PartKind {

    SUM(0), EXTREMES(1), MOMENT(2), FIRST(3), LAST(4), HISTOGRAM(5), BUCKETS(6), DISTINCT(7), TOP(8);

    private final int mask;

    PartKind(int bit) {
        mask = 1 << bit;
    }

    /** The bit that announces parts of this kind in front of a state. */
    int mask() {
        return mask;
    }

    /**
     * The kinds that a mask announces, in their order.
     *
     * @throws IllegalArgumentException when it announces others too
     */
    static EnumSet<PartKind> ofMask(int mask) {
        var kinds = EnumSet.noneOf(PartKind.class);
        var unknown = mask;
        for (var kind : values()) {
            if ((mask & kind.mask) != 0) {
                kinds.add(kind);
                unknown ^= kind.mask;
            }
        }
        if (unknown != 0) {
            throw new IllegalArgumentException("aggregate state has unknown parts 0x" + Integer.toHexString(unknown));
        }
        return kinds;
    }

    /** Whether a state may have several parts of this kind; their number then stands in front of them. */
    boolean repeats() {
        return switch (this) {
            case SUM, EXTREMES, MOMENT, FIRST, LAST, HISTOGRAM -> false;
            case BUCKETS, DISTINCT, TOP -> true;
        };
    }

    /** A part of this kind as {@link Part#writeTo} wrote it. */
    Part read(BinaryReader in, EventSpan events) {
        return switch (this) {
            case SUM -> SumPart.read(in, events);
            case EXTREMES -> ExtremesPart.read(in, events);
            case MOMENT -> MomentPart.read(in, events);
            case FIRST -> FirstPart.read(in, events);
            case LAST -> LastPart.read(in, events);
            case HISTOGRAM -> HistogramPart.read(in, events);
            case BUCKETS -> BucketsPart.read(in, events);
            case DISTINCT -> DistinctPart.read(in);
            case TOP -> TopPart.read(in);
        };
    }
}
