package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;

/** How many different texts an input had. */
final class DistinctPart extends TextPart {

    private static final int FOOTPRINT = 24;

    private final DistinctSketch sketch;

    DistinctPart(int input) {
        this(input, new DistinctSketch());
    }

    private DistinctPart(int input, DistinctSketch sketch) {
        super(input);
        this.sketch = sketch;
    }

    @Override
    PartKind kind() {
        return PartKind.DISTINCT;
    }

    @Override
    void add(String text) {
        sketch.add(text);
    }

    @Override
    void merge(Part other) {
        sketch.merge(((DistinctPart) other).sketch);
    }

    double estimate() {
        return sketch.estimate();
    }

    @Override
    DistinctPart copy() {
        return new DistinctPart(input(), sketch.copy());
    }

    @Override
    void writeTo(BinaryWriter out, EventSpan events) {
        out.writeVarint(input());
        sketch.writeTo(out);
    }

    static DistinctPart read(BinaryReader in) {
        return new DistinctPart(in.readVarint("input of a distinct count", Integer.MAX_VALUE - 1),
                DistinctSketch.read(in));
    }

    @Override
    int footprintBytes() {
        return FOOTPRINT + sketch.footprintBytes();
    }
}
