package io.millrace.pattern;

import java.util.function.Consumer;

/**
 * Branches that all do the same on every event: they are added, moved and forked together in constant time, however
 * many they are.
 */
final class SharedBucket<E> implements Bucket<E> {

    private static final int SCANNED = 16;
    /** From so much room on what is asked of the entries is kept beside them. */
    private static final int LARGE = 64;

    /** Whether the time of the latest events matters, since the state has a gap limit. */
    private final boolean isTimed;
    private RunList<E> list;
    /** The entry that comes first; those before are no longer here. */
    private int from;
    /** Only when the list is large; by place in its array. */
    private Bounds bounds;
    private long minStart;
    private long maxStart;
    /** Of the entry added last. */
    private long newestMinStart;
    private long newestMillis;
    /** Whether the entries stand in the order of their earliest starts. */
    private boolean isOrdered;
    /** Whether the entries stand in the order of their latest events. */
    private boolean isByAge;

    SharedBucket(boolean isTimed) {
        this.isTimed = isTimed;
        clear();
    }

    /** Goes on with a list that has been read, from an entry on. */
    void adopt(RunList<E> read, int first) {
        clear();
        list = read;
        from = first;
        for (int i = first; i < read.end(); i++) {
            if (read.get(i) != null) {
                note(read.get(i));
            }
        }
        keepBounds();
    }

    @Override
    public void add(Runs<E> runs) {
        if (list == null) {
            list = new RunList<>();
        } else if (list.isFull()) {
            grow();
        }
        note(runs);
        if (bounds != null) {
            bounds.set(list.end() - list.offset(), runs.minStart(), runs.maxStart(), newestMillis);
        }
        list.add(runs);
    }

    private void note(Runs<E> runs) {
        isOrdered &= newestMinStart <= runs.minStart();
        newestMinStart = runs.minStart();
        minStart = Math.min(minStart, runs.minStart());
        maxStart = Math.max(maxStart, runs.maxStart());
        if (isTimed) {
            long millis = millisOf(runs);
            isByAge &= newestMillis <= millis;
            newestMillis = millis;
        }
    }

    /** What was taken out for its time may still live elsewhere, so that a list of its own is needed then. */
    private void grow() {
        int moved = from - list.offset();
        int size = list.end() - from;
        if (isTimed && moved > 0) {
            list = list.copyFrom(from);
            from = 0;
        } else {
            list.growFrom(from);
        }
        if (bounds == null) {
            keepBounds();
        } else {
            bounds.resize(size + list.room(), moved, size);
        }
    }

    private void keepBounds() {
        int size = list.end() - list.offset();
        if (size + list.room() < LARGE) {
            bounds = null;
            return;
        }
        bounds = new Bounds();
        bounds.resize(size + list.room(), 0, 0);
        for (int i = from; i < list.end(); i++) {
            Runs<E> runs = list.get(i);
            if (runs == null) {
                bounds.set(i - list.offset(), Long.MAX_VALUE, Runs.DEAD, Long.MIN_VALUE);
            } else {
                bounds.set(i - list.offset(), runs.minStart(), runs.maxStart(), isTimed ? millisOf(runs) : 0);
            }
        }
    }

    @Override
    public Runs<E> snapshot() {
        int to = list.end();
        return to - from == 1 ? list.get(from) : new Slice<>(list, from, to, minStart, maxStart);
    }

    @Override
    public void clear() {
        list = null;
        from = 0;
        bounds = null;
        minStart = Long.MAX_VALUE;
        maxStart = Runs.DEAD;
        newestMinStart = Runs.DEAD;
        newestMillis = Long.MIN_VALUE;
        isOrdered = true;
        isByAge = true;
    }

    @Override
    public boolean isEmpty() {
        return list == null;
    }

    @Override
    public void dropBefore(long liveFrom) {
        if (maxStart < liveFrom) {
            clear();
            return;
        }
        while (from < list.end() && maxStart(from) < liveFrom) {
            list.forget(from++);
        }
        if (from == list.end()) {
            clear();
            return;
        }
        minStart = Math.max(earliestStart(), liveFrom);
    }

    @Override
    public void dropAllBefore(long liveFrom) {
        RunList<E> before = list;
        int first = from;
        int live = 0;
        for (int i = first; i < before.end(); i++) {
            live += isLive(before.get(i), liveFrom) ? 1 : 0;
        }
        boolean isMostlyLive = 2 * live > before.end() - first;
        clear();
        if (isMostlyLive) {
            while (!isLive(before.get(first), liveFrom)) {
                first++;
            }
            adopt(before, first);
        } else {
            for (int i = first; i < before.end(); i++) {
                if (isLive(before.get(i), liveFrom)) {
                    add(before.get(i));
                }
            }
        }
    }

    private static boolean isLive(Runs<?> runs, long liveFrom) {
        return runs != null && runs.maxStart() >= liveFrom;
    }

    /** In a state with a gap limit the entries are single events, which mostly come in the order of their times. */
    @Override
    public void removeUntil(long lastMillis, Consumer<Runs<E>> removed) {
        RunList<E> before = list;
        int at = from;
        for (; at < before.end() && lastMillis(at) <= lastMillis; at++) {
            if (before.get(at) != null) {
                removed.accept(before.get(at));
            }
        }
        from = at;
        if (!isByAge) {
            clear();
            for (; at < before.end(); at++) {
                Runs<E> runs = before.get(at);
                if (runs != null && millisOf(runs) <= lastMillis) {
                    removed.accept(runs);
                } else if (runs != null) {
                    add(runs);
                }
            }
        } else if (at == before.end()) {
            clear();
        }
    }

    @Override
    public long minStart() {
        return minStart;
    }

    long maxStart() {
        return maxStart;
    }

    @Override
    public long earliestLastMillis() {
        if (list == null || isByAge) {
            return list == null ? Long.MAX_VALUE : lastMillis(from);
        }
        long earliest = Long.MAX_VALUE;
        for (int i = from; i < list.end(); i++) {
            earliest = list.get(i) == null ? earliest : Math.min(earliest, lastMillis(i));
        }
        return earliest;
    }

    @Override
    public void addTo(Graph<E> graph) {
        graph.add(list, from, list.end());
    }

    /** Its entries are those of this list from {@link #from} on. */
    RunList<E> list() {
        return list;
    }

    int from() {
        return from;
    }

    private long earliestStart() {
        if (isOrdered) {
            return minStart(from);
        }
        if (list.end() - from > SCANNED) {
            return minStart;
        }
        long earliest = Long.MAX_VALUE;
        for (int i = from; i < list.end(); i++) {
            earliest = Math.min(earliest, minStart(i));
        }
        return earliest;
    }

    private long minStart(int index) {
        if (bounds != null) {
            return bounds.minStart(index - list.offset());
        }
        return list.get(index) == null ? Long.MAX_VALUE : list.get(index).minStart();
    }

    private long maxStart(int index) {
        if (bounds != null) {
            return bounds.maxStart(index - list.offset());
        }
        return list.get(index) == null ? Runs.DEAD : list.get(index).maxStart();
    }

    private long lastMillis(int index) {
        if (bounds != null) {
            return bounds.lastMillis(index - list.offset());
        }
        return list.get(index) == null ? Long.MIN_VALUE : millisOf(list.get(index));
    }

    /** The time of the latest event; of several branches, that of the one added last. */
    private static long millisOf(Runs<?> runs) {
        return switch (runs) {
            case Taken<?> taken -> taken.arrival.timestampMillis();
            case Slice<?> slice -> slice.last() == null ? Long.MIN_VALUE : millisOf(slice.last());
        };
    }
}
