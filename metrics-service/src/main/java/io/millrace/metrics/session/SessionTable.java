package io.millrace.metrics.session;

import io.millrace.metrics.pane.PaneFamily;
import io.millrace.metrics.pane.PaneKey;
import io.millrace.statistics.aggregate.AggregateState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The sessions of one partition of series. One task changes it; reads may come from any thread and see what is not
 * committed yet.
 */
public final class SessionTable {

    /** How many stored sessions are checked at a time for the end of their retention. */
    private static final int CHECKED_AT_A_TIME = 20_000;

    /** Is handed sessions, under the table's lock. */
    public interface Visitor {

        /**
         * Takes a session.
         *
         * @param endMillis
         *            time of its last event
         * @param state
         *            not to be changed or kept
         */
        void visit(PaneFamily family, String group, long startMillis, long endMillis, AggregateState state);

    }

    private final KeyValueStore<Bytes, byte[]> store;
    private final ReentrantLock lock = new ReentrantLock();
    private final OpenSessions open = new OpenSessions();
    private final Set<Session> dirty = new LinkedHashSet<>();
    private final Set<Session> changed = new LinkedHashSet<>();
    private final Set<Bytes> gone = new LinkedHashSet<>();
    private Bytes checkFrom;

    /**
     * Takes up what is in the store and not closed.
     *
     * @param closesAfter
     *            how long after its last event a session of a family is closed, in milliseconds; negative when the family
     *            is not known
     * @param watermark
     *            how far a tenant has come
     */
    public SessionTable(KeyValueStore<Bytes, byte[]> store, ToLongFunction<PaneFamily> closesAfter,
            ToLongFunction<String> watermark) {
        this.store = store;
        try (var entries = store.all()) {
            while (entries.hasNext()) {
                var entry = entries.next();
                var key = PaneKey.of(entry.key);
                long after = closesAfter.applyAsLong(key.family());
                var stored = StoredSessions.decode(entry.value);
                if (after >= 0 && stored.endMillis() + after > watermark.applyAsLong(key.family().tenantId())) {
                    var session = new Session(key.family(), key.group(), key.startMillis(), stored.endMillis(),
                            stored.state());
                    session.storedStartMillis = key.startMillis();
                    open.add(session, after);
                }
            }
        }
    }

    /**
     * Joins a stretch of activity with the open sessions that it meets, or begins a new one.
     *
     * @param closesAfterMillis
     *            how long after its last event a session is closed
     * @param watermarkMillis
     *            how far the tenant has come
     * @return false when it meets no open session and would be closed already: it is late, and nothing was changed
     */
    public boolean take(PaneFamily family, String group, long startMillis, long endMillis, AggregateState state,
            long gapMillis, long closesAfterMillis, long watermarkMillis) {
        lock.lock();
        try {
            var session = new Session(family, group, startMillis, endMillis, state.copy());
            var met = open.meeting(session, gapMillis);
            if (met.isEmpty() && endMillis + closesAfterMillis <= watermarkMillis) {
                return false;
            }
            met.forEach(other -> {
                forget(other);
                session.join(other.startMillis, other.endMillis, other.state);
                if (other.storedStartMillis != null) {
                    gone.add(storeKey(other.family, other.storedStartMillis, other.group));
                }
            });
            open.add(session, closesAfterMillis);
            dirty.add(session);
            changed.add(session);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the sessions of a tenant that a watermark has passed, and hands them over; they can't change any more. */
    public void close(String tenantId, long watermarkMillis, Visitor visitor) {
        lock.lock();
        try {
            for (var session : open.takeClosed(tenantId, watermarkMillis)) {
                changed.remove(session);
                visitor.visit(session.family, session.group, session.startMillis, session.endMillis, session.state);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Hands over open sessions that changed since they were last handed over. */
    public void takeChanged(int limit, Visitor visitor) {
        lock.lock();
        try {
            var waiting = changed.iterator();
            for (int left = limit; left > 0 && waiting.hasNext(); left--) {
                var session = waiting.next();
                waiting.remove();
                visitor.visit(session.family, session.group, session.startMillis, session.endMillis, session.state);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what has changed since the last call. Right before a commit. */
    public void flush(long wallMillis) {
        lock.lock();
        try {
            for (var session : dirty) {
                var key = storeKey(session.family, session.startMillis, session.group);
                store.put(key, StoredSessions.encode(session, wallMillis));
                session.storedStartMillis = session.startMillis;
                gone.remove(key);
            }
            dirty.clear();
            gone.forEach(store::delete);
            gone.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Visits the sessions of a family that start in {@code [fromMillis, toMillis)}, by start. */
    public void forEach(PaneFamily family, long fromMillis, long toMillis, Visitor visitor) {
        lock.lock();
        try {
            var found = new TreeMap<PaneKey, StoredSessions.Stored>(PaneKey.BY_START);
            try (var entries = store.range(PaneKey.firstAt(family, fromMillis), PaneKey.firstAt(family, toMillis))) {
                while (entries.hasNext()) {
                    var entry = entries.next();
                    if (!gone.contains(entry.key)) {
                        found.put(PaneKey.of(entry.key), StoredSessions.decode(entry.value));
                    }
                }
            }
            for (var session : dirty) {
                if (session.family.equals(family) && session.startMillis >= fromMillis
                        && session.startMillis < toMillis) {
                    found.put(new PaneKey(family, session.startMillis, session.group),
                            new StoredSessions.Stored(session.endMillis, session.state, 0));
                }
            }
            found.forEach((key, stored) -> visitor.visit(family, key.group(), key.startMillis(),
                    stored.endMillis(), stored.state()));
        } finally {
            lock.unlock();
        }
    }

    /** The families of all tenants that have sessions, alike but for the tenant. */
    public List<PaneFamily> families(PaneFamily any) {
        lock.lock();
        try {
            var found = new LinkedHashSet<PaneFamily>();
            dirty.stream().map(session -> session.family).filter(any::differsOnlyInTenant).forEach(found::add);
            var from = PaneKey.firstAt(any, Long.MIN_VALUE);
            while (from != null) {
                try (var entries = store.range(from, null)) {
                    var family = entries.hasNext() ? PaneKey.of(entries.next().key).family() : null;
                    if (family != null && any.differsOnlyInTenant(family)) {
                        found.add(family);
                        from = PaneKey.firstAt(family.nextTenant(), Long.MIN_VALUE);
                    } else {
                        from = null;
                    }
                }
            }
            return List.copyOf(found);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Deletes sessions that are no longer wanted, a bounded part of the store at a time.
     *
     * @param isOver
     *            told the family and the wall time of the last change
     * @return how many were deleted
     */
    public int deleteIf(BiPredicate<PaneFamily, Long> isOver) {
        lock.lock();
        try {
            var over = new ArrayList<PaneKey>();
            Bytes stoppedAt = null;
            try (var entries = checkFrom == null ? store.all() : store.range(checkFrom, null)) {
                for (int left = CHECKED_AT_A_TIME; entries.hasNext() && stoppedAt == null; left--) {
                    var entry = entries.next();
                    var key = PaneKey.of(entry.key);
                    if (left == 0) {
                        stoppedAt = entry.key;
                    } else if (!isDirty(key)
                            && isOver.test(key.family(), StoredSessions.decode(entry.value).changedMillis())) {
                        over.add(key);
                    }
                }
            }
            checkFrom = stoppedAt;
            over.forEach(this::delete);
            return over.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Deletes all sessions of a version of a metric.
     *
     * @return how many were stored
     */
    public int deleteAll(String metric, long version) {
        lock.lock();
        try {
            open.all(session -> session.family.isOf(metric, version)).forEach(this::forget);
            dirty.removeIf(session -> session.family.isOf(metric, version));
            var over = new ArrayList<PaneKey>();
            try (var entries = store.range(PaneKey.firstOf(metric, version), PaneKey.firstOf(metric, version + 1))) {
                entries.forEachRemaining(entry -> over.add(PaneKey.of(entry.key)));
            }
            over.forEach(this::delete);
            return over.size();
        } finally {
            lock.unlock();
        }
    }

    private void delete(PaneKey key) {
        var session = open.find(key.family(), key.group(), key.startMillis());
        if (session != null) {
            forget(session);
        }
        store.delete(key.toBytes());
    }

    /** Whether the session has changed since it was stored, so that the store does not know when. */
    private boolean isDirty(PaneKey key) {
        var session = open.find(key.family(), key.group(), key.startMillis());
        return session != null && dirty.contains(session);
    }

    private void forget(Session session) {
        open.remove(session);
        dirty.remove(session);
        changed.remove(session);
    }

    private static Bytes storeKey(PaneFamily family, long startMillis, String group) {
        return new PaneKey(family, startMillis, group).toBytes();
    }

}
