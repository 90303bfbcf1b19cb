package io.millrace.cep.match;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;

/**
 * What is still to be done, by tenant and in the order in which the watermark makes it due: events to apply, and runs to
 * end. All of a pattern shifts by the same grace, so that within a pattern the order is that of event time: a deadline
 * comes after every event before it, and ahead of those at it or after it; events of one time come as they arrived.
 *
 * <p>
 * An index in memory of what the stores hold. Belongs to one task.
 */
final class Agenda {

    /** Something to do once the watermark reaches {@link #dueMillis()}: its event time plus the pattern's grace. */
    sealed interface Work {

        long dueMillis();

        /** The earliest deadline of the open runs of a key, which stand under {@code key} in their store. */
        record Deadline(long dueMillis, Bytes key) implements Work {}

        /** An event that waits for its place in the order. */
        record Held(long dueMillis, long sequence) implements Work {}
    }

    private static final Comparator<Work> ORDER = Comparator.comparingLong(Work::dueMillis).thenComparing(
            Agenda::compareAtSameTime);

    private final Map<String, TreeSet<Work>> byTenant = new HashMap<>();

    void add(String tenantId, Work work) {
        byTenant.computeIfAbsent(tenantId, _ -> new TreeSet<>(ORDER)).add(work);
    }

    void remove(String tenantId, Work work) {
        var open = byTenant.get(tenantId);
        if (open != null) {
            open.remove(work);
            forgetIfEmpty(tenantId, open);
        }
    }

    /** Takes out what comes next if the watermark makes it due, else gives null. */
    Work takeNext(String tenantId, long watermarkMillis) {
        var open = byTenant.get(tenantId);
        if (open == null || open.first().dueMillis() > watermarkMillis) {
            return null;
        }
        var next = open.pollFirst();
        forgetIfEmpty(tenantId, open);
        return next;
    }

    /** Takes out the events that would be due at {@code dueMillis}, in order, and leaves the deadlines. */
    List<Work.Held> takeHeld(String tenantId, long dueMillis, int limit) {
        var open = byTenant.get(tenantId);
        if (open == null) {
            return List.of();
        }
        var taken = open.stream().takeWhile(work -> work.dueMillis() <= dueMillis).filter(
                Work.Held.class::isInstance).map(Work.Held.class::cast).limit(limit).toList();
        taken.forEach(open::remove);
        forgetIfEmpty(tenantId, open);
        return taken;
    }

    /** The tenants that have something to do; a copy. */
    List<String> tenants() {
        return List.copyOf(byTenant.keySet());
    }

    private void forgetIfEmpty(String tenantId, Set<Work> open) {
        if (open.isEmpty()) {
            byTenant.remove(tenantId);
        }
    }

    private static int compareAtSameTime(Work left, Work right) {
        return switch (left) {
            case Work.Deadline(_, var key) -> switch (right) {
                case Work.Deadline(_, var other) -> key.compareTo(other);
                case Work.Held _ -> -1;
            };
            case Work.Held(_, var sequence) -> switch (right) {
                case Work.Deadline _ -> 1;
                case Work.Held(_, var other) -> Long.compare(sequence, other);
            };
        };
    }

}
