package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The most frequent texts of a stream, counted in a bounded number of counters.
 *
 * <p>Error: none while there are no more different texts than counters. Beyond that the counters of the rarest texts
 * are given up, half of them at a time, and {@link #floor} is the most that a text without a counter may have been
 * there: at most 2/capacity of all texts. A counted text was there at most {@link TopItem#count} times and at least
 * {@link TopItem#error} fewer; one that never lost its counter is exact. A text more frequent than the floor is never
 * missed. The bounds hold after any merges; {@link #merge} equals adding every text to one instance within them, and
 * to the bit while nothing was given up.
 * <p>Memory: about 130 bytes a counter; stored, the text and 2 to 4 bytes.
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

    private static final class Counter {

        private long count;
        private long error;

        Counter(long count, long error) {
            this.count = count;
            this.error = error;
        }

        void add(long moreCount, long moreError) {
            count += moreCount;
            error += moreError;
        }
    }

    private final Map<String, Counter> counters = new HashMap<>();
    private int capacity;
    private long floor;
    private long textChars;

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
    }

    /** Counts a text. */
    public void add(String text) {
        var counter = counters.get(text);
        if (counter != null) {
            counter.count++;
        } else {
            insert(text, floor + 1, floor);
            giveUpRarest();
        }
    }

    private void insert(String text, long count, long error) {
        counters.put(text, new Counter(count, error));
        textChars += text.length();
    }

    private void giveUpRarest() {
        if (counters.size() > capacity) {
            var counts = counters.values().stream().mapToLong(counter -> counter.count).sorted().toArray();
            floor = counts[counts.length - 1 - capacity / 2];
            counters.values().removeIf(counter -> counter.count <= floor);
            textChars = counters.keySet().stream().mapToLong(String::length).sum();
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
            counters.values().forEach(counter -> counter.add(added.floor, added.floor));
        }
        added.counters.forEach((text, counter) -> {
            var mine = counters.get(text);
            if (mine != null) {
                mine.add(counter.count - added.floor, counter.error - added.floor);
            } else {
                insert(text, counter.count + floor, counter.error + floor);
            }
        });
        floor += added.floor;
        giveUpRarest();
    }

    /** The most often that a text without a counter may have been there; 0 while every count is exact. */
    public long floor() {
        return floor;
    }

    /** The most frequent texts, at most so many, the most frequent first and equally frequent ones by their text. */
    public List<TopItem> top(int k) {
        var sorted = sorted();
        return List.of(Arrays.copyOf(sorted, Math.min(k, sorted.length)));
    }

    private TopItem[] sorted() {
        var items = new TopItem[counters.size()];
        var filled = 0;
        for (var entry : counters.entrySet()) {
            items[filled++] = new TopItem(entry.getKey(), entry.getValue().count, entry.getValue().error);
        }
        Arrays.sort(items, MOST_FREQUENT_FIRST);
        return items;
    }

    /** An instance of the same texts that goes its own way from here. */
    public FrequentItems copy() {
        var copy = new FrequentItems(capacity);
        copy.floor = floor;
        copy.textChars = textChars;
        counters.forEach((text, counter) -> copy.counters.put(text, new Counter(counter.count, counter.error)));
        return copy;
    }

    /** Writes the counters, the most frequent first. */
    public void writeTo(BinaryWriter out) {
        out.writeVarint(capacity);
        out.writeVarint(floor);
        out.writeVarint(counters.size());
        for (var item : sorted()) {
            out.writeText(item.value());
            out.writeVarint(item.count() - floor);
            if (floor > 0) {
                out.writeVarint(item.error());
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
        if (count <= floor || error > floor || counters.containsKey(text)) {
            throw new IllegalArgumentException(
                    "no counter of '%s' with %d, %d and %d".formatted(text, count, error, floor));
        }
        insert(text, count, error);
    }

    /** Roughly how many bytes of heap it takes. */
    public int footprintBytes() {
        return (int) Math.min(Integer.MAX_VALUE, 128 + counters.size() * 128L + textChars);
    }
}
