package io.millrace.cep.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The open runs of one tenant: by key, and by when they are due. Belongs to one task. */
public final class TenantRuns {

    final DeadlineHeap deadlines = new DeadlineHeap();
    private final String tenant;
    private final Map<String, KeyRuns> byKey = new HashMap<>();

    TenantRuns(String tenant) {
        this.tenant = tenant;
    }

    public String tenant() {
        return tenant;
    }

    /** The first of the open runs of a key, or null; the others follow by {@link KeyRuns#next}. */
    public KeyRuns first(String key) {
        return byKey.get(key);
    }

    /**
     * Takes out the runs that are due first, at that time or before; null when none are. They have to be settled. When they
     * were due is told by {@link KeyRuns#dueMillis}.
     */
    public KeyRuns takeDue(long timeMillis) {
        return deadlines.takeDue(timeMillis);
    }

    Collection<KeyRuns> all() {
        return byKey.values();
    }

    void add(KeyRuns runs) {
        runs.next = byKey.put(runs.key, runs);
    }

    void remove(KeyRuns runs) {
        var first = byKey.get(runs.key);
        if (first == runs) {
            if (runs.next == null) {
                byKey.remove(runs.key);
            } else {
                byKey.put(runs.key, runs.next);
            }
            return;
        }
        var before = first;
        while (before.next != runs) {
            before = before.next;
        }
        before.next = runs.next;
    }

}
