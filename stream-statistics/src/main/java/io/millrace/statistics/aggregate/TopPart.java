package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.List;

/** The most frequent texts of an input; for all top lists of that input. */
final class TopPart extends TextPart {

    private static final int FOOTPRINT = 24;
    private static final int MIN_COUNTERS = 512;
    private static final int COUNTERS_PER_ITEM = 16;

    private final FrequentItems items;

    TopPart(Aggregate.Top top) {
        this(top.input(), new FrequentItems(Math.max(MIN_COUNTERS, COUNTERS_PER_ITEM * top.k())));
    }

    private TopPart(int input, FrequentItems items) {
        super(input);
        this.items = items;
    }

    @Override
    PartKind kind() {
        return PartKind.TOP;
    }

    @Override
    void add(String text) {
        items.add(text);
    }

    @Override
    void merge(Part other) {
        items.merge(((TopPart) other).items);
    }

    List<TopItem> top(int k) {
        return items.top(k);
    }

    @Override
    TopPart copy() {
        return new TopPart(input(), items.copy());
    }

    @Override
    void writeTo(BinaryWriter out, EventSpan events) {
        out.writeVarint(input());
        items.writeTo(out);
    }

    static TopPart read(BinaryReader in) {
        return new TopPart(in.readVarint("input of a top list", Integer.MAX_VALUE - 1), FrequentItems.read(in));
    }

    @Override
    int footprintBytes() {
        return FOOTPRINT + items.footprintBytes();
    }
}
