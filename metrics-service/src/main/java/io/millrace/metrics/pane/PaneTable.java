package io.millrace.metrics.pane;

import io.millrace.metrics.pane.PaneSlot.Pane;
import io.millrace.statistics.aggregate.AggregateState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The panes of one partition of series: live objects over a store.
 *
 * <p>
 * Changes are made in memory and written by {@link #flush}, right before each commit; panes that have not been used for
 * long leave memory then. One task changes it; reads may come from any thread and see what is not committed yet. A
 * visitor is called under the table's lock and must not call back.
 */
public final class PaneTable {

    private final KeyValueStore<Bytes, byte[]> store;
    private final long memoryBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PaneFamily, TreeMap<Long, PaneSlot>> families = new HashMap<>();
    private final LinkedHashSet<PaneSlot> inMemory = new LinkedHashSet<>();
    private final List<Dirty> dirty = new ArrayList<>();
    private long usedBytes;
    private long wallMillis;

    private record Dirty(PaneSlot slot, String group, Pane pane) {}

    /**
     * Takes up what is in the store.
     *
     * @param memoryBytes
     *            how much memory panes may take after a commit, roughly
     * @param wallMillis
     *            wall time now
     */
    public PaneTable(KeyValueStore<Bytes, byte[]> store, long memoryBytes, long wallMillis) {
        this.store = store;
        this.memoryBytes = memoryBytes;
        this.wallMillis = wallMillis;
        StoredPanes.forEachSlot(store, (family, start, changed) -> slotsOf(family).put(start,
                PaneSlot.stored(family, start, changed)));
    }

    /**
     * Merges aggregates into the pane of a series.
     *
     * @param delta
     *            what is merged; stays as it is
     * @return whether this is the first of all series in that pane
     */
    public boolean merge(PaneFamily family, long startMillis, String group, AggregateState delta) {
        lock.lock();
        try {
            var slots = slotsOf(family);
            var slot = slots.get(startMillis);
            boolean isNew = slot == null;
            if (isNew) {
                slot = PaneSlot.fresh(family, startMillis, wallMillis);
                slots.put(startMillis, slot);
            }
            use(slot);
            var pane = slot.panes.get(group);
            if (pane == null) {
                pane = new Pane(delta.copy());
                slot.panes.put(group, pane);
            } else {
                pane.state.merge(delta);
            }
            change(slot, group, pane);
            return isNew;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps these aggregates as they are now, unless some are kept there already. */
    public void putIfAbsent(PaneFamily family, long startMillis, String group, AggregateState state) {
        lock.lock();
        try {
            var slot = slotsOf(family).computeIfAbsent(startMillis, start -> PaneSlot.fresh(family, start, wallMillis));
            use(slot);
            if (!slot.panes.containsKey(group)) {
                var pane = new Pane(state.copy());
                slot.panes.put(group, pane);
                change(slot, group, pane);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The starts of the panes of a family in {@code [fromMillis, toMillis)}, in order; a copy. */
    public NavigableSet<Long> starts(PaneFamily family, long fromMillis, long toMillis) {
        lock.lock();
        try {
            var slots = families.get(family);
            return slots == null || fromMillis >= toMillis
                    ? new TreeSet<>()
                    : new TreeSet<>(slots.subMap(fromMillis, true, toMillis, false).keySet());
        } finally {
            lock.unlock();
        }
    }

    /** The families that have panes; a copy. */
    public Set<PaneFamily> families() {
        lock.lock();
        try {
            return Set.copyOf(families.keySet());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Visits the series of the pane of a family that starts there. A pane that is not in memory is read from the store
     * and not taken up.
     *
     * @param visitor
     *            takes the group and the aggregates, which it must not change or keep
     */
    public void visit(PaneFamily family, long startMillis, BiConsumer<String, AggregateState> visitor) {
        lock.lock();
        try {
            var slot = slot(family, startMillis);
            if (slot == null) {
                return;
            }
            if (slot.isInMemory()) {
                slot.panes.forEach((group, pane) -> visitor.accept(group, pane.state));
                return;
            }
        } finally {
            lock.unlock();
        }
        StoredPanes.read(store, family, startMillis, (group, stored) -> visitor.accept(group, stored.state()));
    }

    /** Visits one series of a pane, if it is there; see {@link #visit(PaneFamily, long, BiConsumer)}. */
    public void visit(PaneFamily family, long startMillis, String group, Consumer<AggregateState> visitor) {
        lock.lock();
        try {
            var slot = slot(family, startMillis);
            if (slot == null) {
                return;
            }
            if (slot.isInMemory()) {
                var pane = slot.panes.get(group);
                if (pane != null) {
                    visitor.accept(pane.state);
                }
                return;
            }
        } finally {
            lock.unlock();
        }
        var stored = store.get(new PaneKey(family, startMillis, group).toBytes());
        if (stored != null) {
            visitor.accept(StoredPanes.decode(stored).state());
        }
    }

    /** Writes what has changed since the last call, and makes room in memory. Right before a commit. */
    public void flush(long nowMillis) {
        lock.lock();
        try {
            wallMillis = nowMillis;
            for (var change : dirty) {
                if (change.pane.isDirty) {
                    write(change);
                }
            }
            dirty.clear();
            makeRoom();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Deletes panes that are no longer wanted.
     *
     * @param isOver
     *            told the family of a pane and the wall time of its last change
     * @return how many series panes were deleted
     */
    public int deleteIf(BiPredicate<PaneFamily, Long> isOver) {
        lock.lock();
        try {
            int deleted = 0;
            for (var slots : List.copyOf(families.values())) {
                for (var slot : List.copyOf(slots.values())) {
                    if (isOver.test(slot.family, slot.changedMillis)
                            && isOver.test(slot.family, exactlyChanged(slot))) {
                        deleted += delete(slot);
                    }
                }
            }
            return deleted;
        } finally {
            lock.unlock();
        }
    }

    private PaneSlot slot(PaneFamily family, long startMillis) {
        var slots = families.get(family);
        return slots == null ? null : slots.get(startMillis);
    }

    private TreeMap<Long, PaneSlot> slotsOf(PaneFamily family) {
        return families.computeIfAbsent(family, _ -> new TreeMap<>());
    }

    /** Brings the slot into memory and to the end of those that may leave it. */
    private void use(PaneSlot slot) {
        if (!slot.isInMemory()) {
            slot.panes = new HashMap<>();
            StoredPanes.read(store, slot.family, slot.startMillis, (group, stored) -> {
                var pane = new Pane(stored.state());
                account(pane);
                slot.panes.put(group, pane);
                slot.changedMillis = Math.max(slot.changedMillis, stored.changedMillis());
            });
            slot.changedIsExact = true;
        }
        inMemory.remove(slot);
        inMemory.add(slot);
    }

    private void change(PaneSlot slot, String group, Pane pane) {
        slot.changedMillis = Math.max(slot.changedMillis, wallMillis);
        if (!pane.isDirty) {
            pane.isDirty = true;
            dirty.add(new Dirty(slot, group, pane));
        }
    }

    private void write(Dirty change) {
        change.slot.changedMillis = wallMillis;
        store.put(new PaneKey(change.slot.family, change.slot.startMillis, change.group).toBytes(),
                StoredPanes.encode(change.pane.state, wallMillis));
        change.pane.isDirty = false;
        account(change.pane);
    }

    private void account(Pane pane) {
        int now = pane.state.footprintBytes();
        usedBytes += now - pane.footprint;
        pane.footprint = now;
    }

    private void makeRoom() {
        var oldest = inMemory.iterator();
        while (usedBytes > memoryBytes && oldest.hasNext()) {
            var slot = oldest.next();
            oldest.remove();
            slot.panes.values().forEach(pane -> usedBytes -= pane.footprint);
            slot.panes = null;
        }
    }

    private long exactlyChanged(PaneSlot slot) {
        if (!slot.changedIsExact) {
            use(slot);
        }
        return slot.changedMillis;
    }

    private int delete(PaneSlot slot) {
        use(slot);
        int deleted = slot.panes.size();
        slot.panes.forEach((group, pane) -> {
            store.delete(new PaneKey(slot.family, slot.startMillis, group).toBytes());
            pane.isDirty = false;
            usedBytes -= pane.footprint;
        });
        inMemory.remove(slot);
        var slots = families.get(slot.family);
        slots.remove(slot.startMillis);
        if (slots.isEmpty()) {
            families.remove(slot.family);
        }
        return deleted;
    }

}
