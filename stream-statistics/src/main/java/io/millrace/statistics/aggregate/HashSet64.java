package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** A set of well mixed 64-bit hashes in one array: open addressing with linear probing, at most three quarters full. */
final class HashSet64 {

    private static final int INITIAL_SLOTS = 8;
    private static final long FREE = 0;
    /** Stands for the one hash that marks free slots. */
    private static final long IN_PLACE_OF_FREE = 1;

    private long[] slots;
    private int size;

    HashSet64() {
        this(new long[INITIAL_SLOTS], 0);
    }

    private HashSet64(long[] slots, int size) {
        this.slots = slots;
        this.size = size;
    }

    /** Adds a hash; false when it was there before. */
    boolean add(long hash) {
        var wanted = hash == FREE ? IN_PLACE_OF_FREE : hash;
        var slot = slotOf(wanted);
        if (slots[slot] == wanted) {
            return false;
        }
        slots[slot] = wanted;
        size++;
        if (size > slots.length / 4 * 3) {
            grow();
        }
        return true;
    }

    /** The slot that has the hash, or the free one that it belongs into. */
    private int slotOf(long hash) {
        var mask = slots.length - 1;
        var slot = (int) hash & mask;
        while (slots[slot] != FREE && slots[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        var full = slots;
        slots = new long[full.length * 2];
        for (var hash : full) {
            if (hash != FREE) {
                slots[slotOf(hash)] = hash;
            }
        }
    }

    int size() {
        return size;
    }

    void forEach(LongConsumer action) {
        for (var hash : slots) {
            if (hash != FREE) {
                action.accept(hash);
            }
        }
    }

    HashSet64 copy() {
        return new HashSet64(slots.clone(), size);
    }

    /** Writes the hashes in rising order, eight bytes each. */
    void writeTo(BinaryWriter out) {
        var sorted = new long[size];
        var written = 0;
        for (var hash : slots) {
            if (hash != FREE) {
                sorted[written++] = hash;
            }
        }
        Arrays.sort(sorted);
        for (var hash : sorted) {
            out.writeLong(hash);
        }
    }

    static HashSet64 read(BinaryReader in, int size) {
        var set = new HashSet64();
        var before = Long.MIN_VALUE;
        for (var i = 0; i < size; i++) {
            var hash = in.readLong();
            if (hash == FREE || i > 0 && hash <= before) {
                throw new IllegalArgumentException("hashes of a distinct count do not rise");
            }
            set.add(hash);
            before = hash;
        }
        return set;
    }

    int footprintBytes() {
        return 40 + slots.length * Long.BYTES;
    }
}
