package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The most frequent texts of a stream, counted in a bounded number of counters.
 *
 * <p>Error: none while there are no more different texts than counters. Beyond that the counters of the rarest texts
 * are given up, half of them at a time, and {@link #floor} is the most that a text without a counter may have been
 * there: at most 2/capacity of all texts. A counted text was there at most {@link TopItem#count} times and at least
 * {@link TopItem#error} fewer; one that never lost its counter is exact. A text more frequent than the floor is never
 * missed. The bounds hold after any merges; {@link #merge} equals adding every text to one instance within them, and
 * to the bit while nothing was given up.
 * <p>Memory: about 100 bytes a counter; stored, the text and 2 to 4 bytes.
 * <p>Not thread-safe: one instance belongs to one task.
 * <p>Source: Space-Saving, Metwally, Agrawal, El Abbadi, ICDT 2005, emptied in batches as in Anderson et al., IMC 2017;
 * merge: Agarwal et al., Mergeable Summaries, PODS 2012.
 */
public final class FrequentItems {

    /** The most counters that may be asked for. */
    public static final int MAX_CAPACITY = 1 << 20;

    private static final int MIN_CAPACITY = 2;
    private static final Comparator<TopItem> MOST_FREQUENT_FIRST = Comparator.comparingLong(
            TopItem::count).reversed().thenComparing(TopItem::value);

    private final TextCounters counters;
    private int capacity;
    private long floor;

    /**
     * No texts yet.
     *
     * @param capacity the most counters, {@value #MIN_CAPACITY} to {@value #MAX_CAPACITY}
     * @throws IllegalArgumentException when it is out of range
     */
    public FrequentItems(int capacity) {
        if (capacity < MIN_CAPACITY || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity %d must be between %d and %d".formatted(capacity, MIN_CAPACITY,
                    MAX_CAPACITY));
        }
        this.capacity = capacity;
        this.counters = new TextCounters();
    }

    private FrequentItems(int capacity, long floor, TextCounters counters) {
        this.capacity = capacity;
        this.floor = floor;
        this.counters = counters;
    }

    /** Counts a text. */
    public void add(String text) {
        var place = counters.find(text);
        if (place >= 0) {
            counters.add(place, 1, 0);
        } else {
            counters.insert(text, floor + 1, floor);
            giveUpRarest();
        }
    }

    private void giveUpRarest() {
        if (counters.size() > capacity) {
            var counts = counters.sortedCounts();
            floor = counts[counts.length - 1 - capacity / 2];
            counters.giveUp(floor, capacity / 2);
        }
    }

    /**
     * Takes in the texts of another instance, which stays as it is. The larger capacity of the two counts from then on.
     * Merging with itself doubles the texts.
     */
    public void merge(FrequentItems other) {
        var added = other == this ? copy() : other;
        capacity = Math.max(capacity, added.capacity);
        if (added.floor > 0) {
            counters.addToAll(added.floor, added.floor);
        }
        for (var place = 0; place < added.counters.places(); place++) {
            if (added.counters.text(place) != null) {
                mergeCounter(added, place);
            }
        }
        floor += added.floor;
        giveUpRarest();
    }

    private void mergeCounter(FrequentItems added, int place) {
        var text = added.counters.text(place);
        var count = added.counters.count(place);
        var error = added.counters.error(place);
        var mine = counters.find(text);
        if (mine >= 0) {
            counters.add(mine, count - added.floor, error - added.floor);
        } else {
            counters.insert(text, count + floor, error + floor);
        }
    }

    /** The most often that a text without a counter may have been there; 0 while every count is exact. */
    public long floor() {
        return floor;
    }

    /** The most frequent texts, at most so many, the most frequent first and equally frequent ones by their text. */
    public List<TopItem> top(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("a top list must have at least 1 item, not " + k);
        }
        var counts = counters.sortedCounts();
        var least = counts.length <= k ? Long.MIN_VALUE : counts[counts.length - k];
        var items = new ArrayList<TopItem>();
        for (var place = 0; place < counters.places(); place++) {
            if (counters.text(place) != null && counters.count(place) >= least) {
                items.add(new TopItem(counters.text(place), counters.count(place), counters.error(place)));
            }
        }
        return items.stream().sorted(MOST_FREQUENT_FIRST).limit(k).toList();
    }

    /** An instance of the same texts that goes its own way from here. */
    public FrequentItems copy() {
        return new FrequentItems(capacity, floor, counters.copy());
    }

    /** Writes the counters, in an order that depends on the texts alone. */
    public void writeTo(BinaryWriter out) {
        out.writeVarint(capacity);
        out.writeVarint(floor);
        out.writeVarint(counters.size());
        for (var place : counters.canonicalOrder()) {
            out.writeText(counters.text(place));
            out.writeVarint(counters.count(place) - floor);
            if (floor > 0) {
                out.writeVarint(counters.error(place));
            }
        }
    }

    /**
     * The instance that {@link #writeTo} wrote.
     *
     * @throws IllegalArgumentException when the bytes are cut short or no such instance
     */
    public static FrequentItems read(BinaryReader in) {
        var items = new FrequentItems(in.readVarint("number of counters", MAX_CAPACITY));
        items.floor = in.readVarint();
        for (var rest = in.readVarint("number of texts", items.capacity); rest > 0; rest--) {
            items.readCounter(in);
        }
        return items;
    }

    private void readCounter(BinaryReader in) {
        var text = in.readText();
        var count = floor + in.readVarint();
        var error = floor > 0 ? in.readVarint() : 0;
        if (count <= floor || error > floor || counters.find(text) >= 0) {
            throw new IllegalArgumentException(
                    "no counter of '%s' with %d, %d and %d".formatted(text, count, error, floor));
        }
        counters.insert(text, count, error);
    }

    /** Roughly how many bytes of heap it takes. */
    public int footprintBytes() {
        return 40 + counters.footprintBytes();
    }
}
