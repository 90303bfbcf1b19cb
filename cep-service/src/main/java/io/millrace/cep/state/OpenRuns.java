package io.millrace.cep.state;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.CepMeters;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.pattern.PatternVersion;
import io.millrace.pattern.KeyState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The open runs of a task: live objects over a store.
 *
 * <p>
 * Every key with open runs is known in memory, about 200 bytes each, so that a key without any costs no read. Its runs are
 * in memory as well, as long as the memory for them lasts; those used longest ago are read from the store when their key
 * comes again. Changes are made in memory and written by {@link #flush} right before each commit: one put for each key
 * that changed, a delete for one without runs, nothing for one whose runs came and went in between.
 *
 * <p>
 * Belongs to one task.
 */
public final class OpenRuns {

    /** More is not kept of a key: a record has to hold it. */
    static final int MAX_BYTES = 4 << 20;

    private final KeyValueStore<Bytes, byte[]> store;
    private final ActivePatterns patterns;
    private final KeptVersions kept;
    private final CepMeters meters;
    private final RunsMemory memory;
    private final Map<String, TenantRuns> tenants = new HashMap<>();
    private final TaskVersions versions;
    private final List<KeyRuns> dirty = new ArrayList<>();
    private long keys;

    /**
     * @param memoryBytes
     *            how much memory runs may take after a commit, roughly
     */
    public OpenRuns(KeyValueStore<Bytes, byte[]> store, ActivePatterns patterns, KeptVersions kept, CepMeters meters,
            long memoryBytes) {
        this.store = store;
        this.patterns = patterns;
        this.kept = kept;
        this.meters = meters;
        this.versions = new TaskVersions(patterns, kept, meters);
        this.memory = new RunsMemory(store, meters, memoryBytes);
    }

    /** Builds the store, under a name that is also its changelog's. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(),
                Serdes.ByteArray()).withCachingDisabled().withLoggingEnabled(Map.of());
    }

    /** The open runs of a tenant. */
    public TenantRuns of(String tenant) {
        return tenants.computeIfAbsent(tenant, TenantRuns::new);
    }

    /** The first of the open runs of a key, or null; the others follow by {@link KeyRuns#next}. */
    public KeyRuns first(String tenant, String key) {
        var known = tenants.get(tenant);
        return known == null ? null : known.first(key);
    }

    /** What the task has of a version. */
    public VersionRuns version(ActivePattern pattern) {
        return versions.of(pattern);
    }

    /** Takes up the keys that have runs in the store, by their headers, and drops what no pattern is declared for. */
    public void restore() {
        StoredRuns.forEach(store, (id, header) -> {
            var pattern = patterns.find(new PatternVersion(id.pattern(), id.version()));
            if (pattern.isPresent() && kept.isOf(pattern.get()) && header.isPresent()) {
                takeUp(id, header.get(), version(pattern.get()));
            } else {
                store.delete(id.toBytes());
                meters.runsDropped(id.pattern(), header.map(StoredRuns.Header::runs).orElse(1));
            }
        });
        follow();
    }

    /** Turns to the patterns as they are declared now: runs of deleted ones are dropped. To be called often. */
    public void follow() {
        for (var gone : versions.follow()) {
            drop(gone);
        }
    }

    /**
     * The runs of a key of a version, to be given to the matcher and then to {@link #settle}; null when there are none and
     * the version begins no more.
     */
    public KeyRuns runs(TenantRuns tenant, String key, VersionRuns version) {
        for (var runs = tenant.first(key); runs != null; runs = runs.next) {
            if (runs.version == version) {
                return runs;
            }
        }
        if (version.pattern().isReplaced()) {
            return null;
        }
        if (version.spare == null) {
            version.spare = new KeyRuns(version, version.matcher().newState());
        }
        return version.spare;
    }

    /** The state for the matcher, read from the store if it is not in memory. */
    public KeyState<IncomingEvent> state(KeyRuns runs) {
        return memory.state(runs);
    }

    /** The state for somebody who only looks; what is not in memory is not taken up. */
    public KeyState<IncomingEvent> look(KeyRuns runs) {
        return memory.look(runs);
    }

    /** Notes that runs may have captured an event. */
    public void mayHold(IncomingEvent event) {
        memory.mayHold(event);
    }

    /** Lets go of what was parsed of captured events; to be called when no matcher is at work. */
    public void forgetParsed() {
        memory.forgetParsed();
    }

    /**
     * Keys of a pattern and tenant with open runs, those that changed last first, as far as they are in memory.
     *
     * @param limit
     *            how many at most
     */
    public List<KeyRuns> latest(String tenant, String pattern, int limit) {
        return memory.latest(tenant, pattern, limit);
    }

    /**
     * Takes note of what the matcher did to runs.
     *
     * @param afterMillis
     *            event time up to which time has done its work there
     */
    public void settle(KeyRuns runs, TenantRuns tenant, String key, long afterMillis) {
        var state = runs.state;
        if (runs.tenant == null) {
            if (state.isEmpty()) {
                runs.version.spare = state.changes() == 0 ? runs : null;
                return;
            }
            begin(runs, tenant, key);
        }
        runs.due = runs.version.dueMillis(state.nextDeadline(), afterMillis);
        runs.tenant.deadlines.queue(runs);
        if (!runs.isDirty && (state.changes() != runs.keptChanges || !runs.isStored)) {
            runs.isDirty = true;
            dirty.add(runs);
        }
        memory.use(runs);
        memory.limitParsed();
    }

    /**
     * Writes what changed; to be called right before each commit.
     *
     * @param oversized
     *            gets the runs that are too large to be kept, before they are dropped
     */
    public void flush(Consumer<KeyRuns> oversized) {
        for (var runs : dirty) {
            if (!runs.isGone) {
                write(runs, oversized);
            }
            runs.isDirty = false;
        }
        dirty.clear();
        versions.flush();
        memory.forgetParsed();
        memory.makeRoom();
    }

    /** Takes its runs off the meters. */
    public void close() {
        for (var tenant : tenants.values()) {
            for (var first : tenant.all()) {
                for (var runs = first; runs != null; runs = runs.next) {
                    runs.version.countRuns(-runs.runs);
                }
            }
        }
        memory.close();
        countKeys(-keys);
        kept.close();
    }

    private void takeUp(RunKey id, StoredRuns.Header header, VersionRuns version) {
        var runs = new KeyRuns(version, null);
        runs.isStored = true;
        runs.runs = header.runs();
        memory.stored(runs, header.bytes());
        runs.due = version.dueMillis(header.deadline(), Long.MIN_VALUE);
        version.isKept = kept.isKept(version.id());
        version.countRuns(runs.runs);
        link(runs, of(id.tenantId()), id.key());
        runs.tenant.deadlines.queue(runs);
    }

    private void begin(KeyRuns runs, TenantRuns tenant, String key) {
        runs.version.spare = null;
        memory.begun(runs);
        link(runs, tenant, key);
    }

    private void link(KeyRuns runs, TenantRuns tenant, String key) {
        runs.tenant = tenant;
        runs.key = key;
        tenant.add(runs);
        runs.version.keys++;
        countKeys(1);
    }

    private void remove(KeyRuns runs) {
        memory.delete(runs);
        runs.tenant.deadlines.forget(runs);
        runs.tenant.remove(runs);
        runs.version.keys--;
        runs.version.countRuns(-runs.runs);
        countKeys(-1);
    }

    private void write(KeyRuns runs, Consumer<KeyRuns> oversized) {
        if (runs.state.isEmpty()) {
            remove(runs);
        } else if (!runs.isStored || runs.state.changes() != runs.keptChanges) {
            var stored = memory.encode(runs);
            if (stored.length <= MAX_BYTES) {
                memory.keep(runs, stored);
            } else {
                oversized.accept(runs);
                remove(runs);
            }
        }
    }

    private void drop(VersionRuns version) {
        var dropped = new ArrayList<KeyRuns>();
        for (var tenant : tenants.values()) {
            for (var first : tenant.all()) {
                for (var runs = first; runs != null; runs = runs.next) {
                    if (runs.version == version) {
                        dropped.add(runs);
                    }
                }
            }
        }
        for (var runs : dropped) {
            meters.runsDropped(version.id().pattern(), runs.state == null ? runs.runs : runs.state.openRuns());
            remove(runs);
        }
    }

    private void countKeys(long more) {
        keys += more;
        meters.keysChanged(more);
    }

}
