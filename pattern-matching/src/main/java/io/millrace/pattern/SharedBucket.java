package io.millrace.pattern;

import java.util.function.Consumer;

/**
 * Branches that all do the same on every event: they are added, moved and forked together in constant time, however
 * many they are.
 */
final class SharedBucket<E> implements Bucket<E> {

    private static final int SCANNED = 16;

    private static final int FEWEST = 4;
    private static final Runs<?>[] NONE = {};

    private Runs<E>[] entries = none();
    private int from;
    private int to;
    private long minStart = Long.MAX_VALUE;
    private long maxStart = Long.MIN_VALUE;
    /** Whether the entries stand in the order of their earliest starts. */
    private boolean isOrdered = true;
    /** Whether the entries stand in the order of their latest events, as far as these are known. */
    private boolean isByAge = true;

    @Override
    public void add(Runs<E> runs) {
        if (to == entries.length) {
            grow();
        }
        isOrdered &= from == to || entries[to - 1].minStart() <= runs.minStart();
        isByAge &= from == to || lastMillis(entries[to - 1]) <= lastMillis(runs);
        entries[to++] = runs;
        minStart = Math.min(minStart, runs.minStart());
        maxStart = Math.max(maxStart, runs.maxStart());
    }

    @Override
    public Runs<E> snapshot() {
        return to - from == 1 ? entries[from] : new Slice<>(entries, from, to, minStart, maxStart);
    }

    @Override
    public void clear() {
        entries = none();
        from = 0;
        to = 0;
        minStart = Long.MAX_VALUE;
        maxStart = Long.MIN_VALUE;
        isOrdered = true;
        isByAge = true;
    }

    @Override
    public boolean isEmpty() {
        return from == to;
    }

    @Override
    public void dropBefore(long liveFrom) {
        if (maxStart < liveFrom) {
            clear();
            return;
        }
        while (from < to && entries[from].maxStart() < liveFrom) {
            from++;
        }
        if (from == to) {
            clear();
            return;
        }
        minStart = Math.max(earliestStart(), liveFrom);
    }

    /** In a state with a gap limit the entries are single events, which mostly come in the order of their times. */
    @Override
    public void removeUntil(long lastMillis, Consumer<Runs<E>> removed) {
        Runs<E>[] before = entries;
        int end = to;
        int at = from;
        while (at < end && lastMillis(before[at]) <= lastMillis) {
            removed.accept(before[at++]);
        }
        from = at;
        if (!isByAge) {
            clear();
            for (; at < end; at++) {
                if (lastMillis(before[at]) <= lastMillis) {
                    removed.accept(before[at]);
                } else {
                    add(before[at]);
                }
            }
        } else if (from == to) {
            clear();
        }
    }

    @Override
    public long minStart() {
        return minStart;
    }

    @Override
    public long earliestLastMillis() {
        if (isByAge) {
            return from == to ? Long.MAX_VALUE : lastMillis(entries[from]);
        }
        long earliest = Long.MAX_VALUE;
        for (int i = from; i < to; i++) {
            earliest = Math.min(earliest, lastMillis(entries[i]));
        }
        return earliest;
    }

    /** The time of the latest event; of several branches, that of the one added last. */
    private static long lastMillis(Runs<?> runs) {
        return switch (runs) {
            case Taken<?> taken -> taken.arrival.timestampMillis();
            case Slice<?> slice -> lastMillis(slice.entries[slice.to - 1]);
        };
    }

    private long earliestStart() {
        if (isOrdered) {
            return entries[from].minStart();
        }
        if (to - from > SCANNED) {
            return minStart;
        }
        long earliest = Long.MAX_VALUE;
        for (int i = from; i < to; i++) {
            earliest = Math.min(earliest, entries[i].minStart());
        }
        return earliest;
    }

    /** Snapshots keep the old array, so what they hold stays as it is. */
    private void grow() {
        int size = to - from;
        Runs<E>[] larger = array(Math.max(FEWEST, 2 * size));
        System.arraycopy(entries, from, larger, 0, size);
        entries = larger;
        from = 0;
        to = size;
    }

    @SuppressWarnings("unchecked")
    private static <E> Runs<E>[] none() {
        return (Runs<E>[]) NONE;
    }

    @SuppressWarnings("unchecked")
    static <E> Runs<E>[] array(int length) {
        return new Runs[length];
    }
}
