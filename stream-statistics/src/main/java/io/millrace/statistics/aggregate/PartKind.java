package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;

/**
 * The kinds of parts, in the order in which they stand in a state. A kind's place is its bit in the stored form: new
 * kinds go to the end of their group and take the next free bit.
 */
enum PartKind {

    SUM(0), EXTREMES(1), MOMENT(2), FIRST(3), LAST(4), HISTOGRAM(5), BUCKETS(6), DISTINCT(7), TOP(8);

    private static final PartKind[] ALL = values();

    private final int bit;

    PartKind(int bit) {
        this.bit = bit;
    }

    /** The bit that announces parts of this kind in front of a state. */
    int mask() {
        return 1 << bit;
    }

    /** The kind that the mask of one bit announces. */
    static PartKind ofMask(int mask) {
        for (var kind : ALL) {
            if (kind.mask() == mask) {
                return kind;
            }
        }
        throw new IllegalArgumentException("aggregate state has unknown parts 0x" + Integer.toHexString(mask));
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
