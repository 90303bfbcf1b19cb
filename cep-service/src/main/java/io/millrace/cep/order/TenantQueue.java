package io.millrace.cep.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The held events of one tenant, in the order in which they are due; those that are due at once in the order of arrival.
 * Belongs to one task.
 */
public final class TenantQueue {

    static final Comparator<HeldEvent> ORDER = Comparator.comparingLong(HeldEvent::dueMillis).thenComparingLong(
            HeldEvent::sequence);

    private final PriorityQueue<HeldEvent> queue = new PriorityQueue<>(ORDER);
    private final Set<HeldChunk> touched = new LinkedHashSet<>();
    private final TreeMap<Long, HeldChunk> begun = new TreeMap<>();
    private List<HeldEvent> fresh = new ArrayList<>();

    TenantQueue() {}

    /** Whether no event waits. */
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Whether an event waits that is due at that time. */
    public boolean isDue(long timeMillis) {
        var first = queue.peek();
        return first != null && first.dueMillis() <= timeMillis;
    }

    void add(HeldEvent event) {
        queue.add(event);
        fresh.add(event);
    }

    void addStored(HeldEvent event, HeldChunk chunk) {
        event.chunk = chunk;
        queue.add(event);
        if (chunk.taken > 0) {
            begun.put(chunk.number, chunk);
        }
    }

    /** Takes out the first event if it is due at that time, else gives null. */
    HeldEvent takeDue(long timeMillis) {
        var first = queue.peek();
        if (first == null || first.dueMillis() > timeMillis) {
            return null;
        }
        queue.poll();
        first.isTaken = true;
        if (first.chunk != null) {
            first.chunk.taken++;
            touched.add(first.chunk);
        }
        return first;
    }

    /** The events that are not durable yet, in the order in which they are due; they count as durable from now on. */
    List<HeldEvent> takeFresh() {
        if (fresh.isEmpty()) {
            return List.of();
        }
        var waiting = fresh;
        fresh = new ArrayList<>();
        waiting.removeIf(event -> event.isTaken);
        waiting.sort(ORDER);
        return waiting;
    }

    /** The chunks of which events were taken since the last call. */
    List<HeldChunk> takeTouched() {
        if (touched.isEmpty()) {
            return List.of();
        }
        var changed = List.copyOf(touched);
        touched.clear();
        for (var chunk : changed) {
            if (chunk.isFinished()) {
                begun.remove(chunk.number);
            } else {
                begun.put(chunk.number, chunk);
            }
        }
        return changed;
    }

    /** The chunks that were taken in part. */
    Collection<HeldChunk> begun() {
        return begun.values();
    }

}
