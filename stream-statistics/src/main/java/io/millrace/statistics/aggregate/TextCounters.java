package io.millrace.statistics.aggregate;

import java.util.Arrays;

/**
 * Counters of texts, each with a count and an error, in parallel arrays: open addressing with linear probing, at most
 * three quarters full. A place in it is an index into the arrays and holds until the next counter comes or goes.
 */
final class TextCounters {

    private static final int INITIAL_PLACES = 16;
    /** Spreads the hashes of short texts, which differ in their lowest bits alone. */
    private static final int SPREAD = 0x9E3779B9;

    private String[] texts;
    private int[] hashes;
    private long[] counts;
    private long[] errors;
    private int size;
    private long chars;

    TextCounters() {
        allocate(INITIAL_PLACES);
    }

    private void allocate(int places) {
        texts = new String[places];
        hashes = new int[places];
        counts = new long[places];
        errors = new long[places];
        size = 0;
        chars = 0;
    }

    private TextCounters(TextCounters shared) {
        texts = shared.texts;
        hashes = shared.hashes;
        counts = shared.counts;
        errors = shared.errors;
        size = shared.size;
        chars = shared.chars;
    }

    TextCounters copy() {
        var copy = new TextCounters(this);
        copy.texts = texts.clone();
        copy.hashes = hashes.clone();
        copy.counts = counts.clone();
        copy.errors = errors.clone();
        return copy;
    }

    int size() {
        return size;
    }

    /** The place of the text's counter, negative when it has none. */
    int find(String text) {
        var place = placeFor(text, text.hashCode());
        return texts[place] == null ? -1 : place;
    }

    private int placeFor(String text, int hash) {
        var mask = texts.length - 1;
        var place = hash * SPREAD >>> 8 & mask;
        while (texts[place] != null && (hashes[place] != hash || !texts[place].equals(text))) {
            place = place + 1 & mask;
        }
        return place;
    }

    /** Creates the counter of a text that has none. */
    void insert(String text, long count, long error) {
        if (size >= texts.length / 4 * 3) {
            rebuild(texts.length * 2, Long.MIN_VALUE);
        }
        insert(text, text.hashCode(), count, error);
    }

    private void insert(String text, int hash, long count, long error) {
        var place = placeFor(text, hash);
        texts[place] = text;
        hashes[place] = hash;
        counts[place] = count;
        errors[place] = error;
        size++;
        chars += text.length();
    }

    private void rebuild(int places, long givenUpTo) {
        var before = new TextCounters(this);
        allocate(places);
        for (var place = 0; place < before.texts.length; place++) {
            if (before.texts[place] != null && before.counts[place] > givenUpTo) {
                insert(before.texts[place], before.hashes[place], before.counts[place], before.errors[place]);
            }
        }
    }

    /** Removes the counters whose count is at most that; about so many remain. */
    void giveUp(long count, int remaining) {
        rebuild(Math.clamp(Integer.highestOneBit(remaining) * 4L, INITIAL_PLACES, texts.length), count);
    }

    void add(int place, long moreCount, long moreError) {
        counts[place] += moreCount;
        errors[place] += moreError;
    }

    /** Adds to all counters. */
    void addToAll(long moreCount, long moreError) {
        for (var place = 0; place < texts.length; place++) {
            if (texts[place] != null) {
                add(place, moreCount, moreError);
            }
        }
    }

    /** How many places there are; those without a counter have no text. */
    int places() {
        return texts.length;
    }

    String text(int place) {
        return texts[place];
    }

    long count(int place) {
        return counts[place];
    }

    long error(int place) {
        return errors[place];
    }

    /** The counts in rising order. */
    long[] sortedCounts() {
        var sorted = new long[size];
        var filled = 0;
        for (var place = 0; place < texts.length; place++) {
            if (texts[place] != null) {
                sorted[filled++] = counts[place];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** The places in an order that depends on the texts alone: by hash, and by the text where hashes are equal. */
    int[] canonicalOrder() {
        var keys = new long[size];
        var filled = 0;
        for (var place = 0; place < texts.length; place++) {
            if (texts[place] != null) {
                keys[filled++] = (long) hashes[place] << Integer.SIZE | place;
            }
        }
        Arrays.sort(keys);
        var order = new int[size];
        for (var i = 0; i < size; i++) {
            order[i] = (int) keys[i];
            for (var j = i; j > 0 && isAfter(order[j - 1], order[j]); j--) {
                var later = order[j - 1];
                order[j - 1] = order[j];
                order[j] = later;
            }
        }
        return order;
    }

    private boolean isAfter(int one, int other) {
        return hashes[one] == hashes[other] && texts[one].compareTo(texts[other]) > 0;
    }

    int footprintBytes() {
        return (int) Math.min(Integer.MAX_VALUE, 120 + 24L * texts.length + 56L * size + chars);
    }
}
