package io.millrace.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Branches that must be looked at one by one, since what they do depends on what they have taken; found by hash where
 * that is an equality.
 */
final class SingleBucket<E> implements Bucket<E> {

    /** A branch, until it is removed. */
    static final class Single<E> {

        final Taken<E> branch;
        /** Of the branch, so that it need not be looked at to be found too old. */
        private final long start;
        private final long lastMillis;
        private boolean isGone;

        private Single(Taken<E> branch) {
            this.branch = branch;
            this.start = branch.minStart();
            this.lastMillis = branch.arrival.timestampMillis();
        }
    }

    private List<Single<E>> singles = new ArrayList<>(2);
    private final Map<Integer, Map<Object, List<Single<E>>>> indexes = new HashMap<>(1);
    private final Map<Integer, Function<Taken<E>, Object>> indexed = new HashMap<>(1);
    private int gone;
    /** Before it, all are gone. */
    private int head;
    private boolean isOrdered = true;
    private boolean isByAge = true;

    /** @param runs one branch */
    @Override
    public void add(Runs<E> runs) {
        var single = new Single<>((Taken<E>) runs);
        if (!singles.isEmpty()) {
            Single<E> last = singles.getLast();
            isOrdered &= last.start <= single.start;
            isByAge &= last.lastMillis <= single.lastMillis;
        }
        singles.add(single);
        indexes.forEach((condition, index) -> enter(index, indexed.get(condition), single));
    }

    /** The branches at present; removing some meanwhile is allowed. */
    List<Single<E>> all() {
        return present(singles);
    }

    /** The branches whose value for a condition equals {@code value}; its values are asked for once per branch. */
    List<Single<E>> equalTo(int condition, Object value, Function<Taken<E>, Object> valueOf) {
        if (value == null) {
            return List.of();
        }
        var index = indexes.get(condition);
        if (index == null) {
            index = new HashMap<>();
            indexes.put(condition, index);
            indexed.put(condition, valueOf);
            for (Single<E> single : present(singles)) {
                enter(index, valueOf, single);
            }
        }
        List<Single<E>> found = index.get(value);
        if (found == null) {
            return List.of();
        }
        List<Single<E>> present = present(found);
        if (present.isEmpty()) {
            index.remove(value);
        } else if (present.size() < found.size()) {
            index.put(value, new ArrayList<>(present));
        }
        return present;
    }

    void remove(Single<E> single) {
        if (!single.isGone) {
            single.isGone = true;
            gone++;
            if (gone == singles.size()) {
                clear();
            } else if (gone > 16 && gone > singles.size() / 2) {
                singles = new ArrayList<>(present(singles));
                gone = 0;
                head = 0;
                rebuildIndexes();
            }
        }
    }

    @Override
    public Runs<E> snapshot() {
        List<Single<E>> present = present(singles);
        if (present.size() == 1) {
            return present.getFirst().branch;
        }
        RunList<E> list = RunList.ofLength(present.size());
        long min = Long.MAX_VALUE;
        long max = Runs.DEAD;
        for (int i = 0; i < present.size(); i++) {
            Single<E> single = present.get(i);
            list.set(i, single.branch);
            min = Math.min(min, single.start);
            max = Math.max(max, single.start);
        }
        return new Slice<>(list, 0, list.end(), min, max);
    }

    @Override
    public void clear() {
        singles = new ArrayList<>(2);
        gone = 0;
        head = 0;
        isOrdered = true;
        isByAge = true;
        indexes.values().forEach(Map::clear);
    }

    @Override
    public boolean isEmpty() {
        return gone == singles.size();
    }

    @Override
    public void dropBefore(long liveFrom) {
        if (!isOrdered) {
            present(singles).stream().filter(single -> single.start < liveFrom).forEach(this::remove);
            return;
        }
        for (Single<E> first = first(); first != null && first.start < liveFrom; first = first()) {
            remove(first);
        }
    }

    @Override
    public void dropAllBefore(long liveFrom) {
        present(singles).stream().filter(single -> single.branch.maxStart() < liveFrom).forEach(this::remove);
    }

    @Override
    public void removeUntil(long lastMillis, Consumer<Runs<E>> removed) {
        if (!isByAge) {
            present(singles).stream().filter(
                    single -> single.lastMillis <= lastMillis).forEach(single -> {
                        removed.accept(single.branch);
                        remove(single);
                    });
            return;
        }
        for (Single<E> first = first(); first != null
                && first.lastMillis <= lastMillis; first = first()) {
            removed.accept(first.branch);
            remove(first);
        }
    }

    private Single<E> first() {
        while (head < singles.size() && singles.get(head).isGone) {
            head++;
        }
        return head == singles.size() ? null : singles.get(head);
    }

    @Override
    public long minStart() {
        Single<E> first = first();
        if (first == null || isOrdered) {
            return first == null ? Long.MAX_VALUE : first.start;
        }
        long earliest = Long.MAX_VALUE;
        for (Single<E> single : present(singles)) {
            earliest = Math.min(earliest, single.start);
        }
        return earliest;
    }

    @Override
    public long earliestLastMillis() {
        Single<E> first = first();
        if (first == null || isByAge) {
            return first == null ? Long.MAX_VALUE : first.lastMillis;
        }
        long earliest = Long.MAX_VALUE;
        for (Single<E> single : present(singles)) {
            earliest = Math.min(earliest, single.lastMillis);
        }
        return earliest;
    }

    @Override
    public void addTo(Graph<E> graph) {
        forEach(graph::add);
    }

    int size() {
        return singles.size() - gone;
    }

    void forEach(Consumer<Runs<E>> visitor) {
        for (Single<E> single : singles) {
            if (!single.isGone) {
                visitor.accept(single.branch);
            }
        }
    }

    private List<Single<E>> present(List<Single<E>> some) {
        if (gone == 0) {
            return List.copyOf(some);
        }
        var present = new ArrayList<Single<E>>(some.size());
        for (Single<E> single : some) {
            if (!single.isGone) {
                present.add(single);
            }
        }
        return present;
    }

    private void rebuildIndexes() {
        indexes.forEach((condition, index) -> {
            index.clear();
            for (Single<E> single : singles) {
                enter(index, indexed.get(condition), single);
            }
        });
    }

    private static <E> void enter(Map<Object, List<Single<E>>> index, Function<Taken<E>, Object> valueOf,
            Single<E> single) {
        Object value = valueOf.apply(single.branch);
        if (value != null) {
            index.computeIfAbsent(value, _ -> new ArrayList<>(1)).add(single);
        }
    }
}
