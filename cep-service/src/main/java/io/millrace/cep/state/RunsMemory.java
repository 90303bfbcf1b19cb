package io.millrace.cep.state;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.event.ParsedEvents;
import io.millrace.cep.CepMeters;
import io.millrace.cep.event.CapturedEvents;
import io.millrace.pattern.KeyState;
import io.millrace.pattern.PatternMatcher;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which runs are in memory: those that are used, as long as there is room, and all that changed since the last commit.
 * Belongs to one task.
 */
final class RunsMemory {

    private static final int OWN_BYTES = 600;
    /** No more are looked at in search of the latest. */
    private static final int MAX_LOOKS = 20_000;
    /** Live objects, with the bytes of their events, take at most about so many times the room of their stored form. */
    private static final int LIVE_TO_STORED = 3;

    private final KeyValueStore<Bytes, byte[]> store;
    private final CepMeters meters;
    private final long memoryBytes;
    private final ParsedEvents parsed = new ParsedEvents();
    private final CapturedEvents events = new CapturedEvents(parsed);
    private final UseOrder inMemory = new UseOrder();
    private long usedBytes;
    private long cached;

    RunsMemory(KeyValueStore<Bytes, byte[]> store, CepMeters meters, long memoryBytes) {
        this.store = store;
        this.meters = meters;
        this.memoryBytes = memoryBytes;
    }

    /** Notes that runs were begun. */
    void begun(KeyRuns runs) {
        runs.footprint = OWN_BYTES;
        enter(runs);
    }

    /** Notes that runs are in the store only. */
    void stored(KeyRuns runs, int bytes) {
        runs.footprint = footprint(bytes);
    }

    void use(KeyRuns runs) {
        inMemory.use(runs);
    }

    /** Those of a pattern and tenant that were used last, the latest first. */
    List<KeyRuns> latest(String tenant, String pattern, int limit) {
        var latest = new ArrayList<KeyRuns>();
        int looks = MAX_LOOKS;
        for (var runs = inMemory.newest(); runs != null && latest.size() < limit && looks > 0; runs = runs.older) {
            looks--;
            if (tenant.equals(runs.tenant()) && runs.version.id().pattern().equals(pattern)
                    && !runs.state.isEmpty()) {
                latest.add(runs);
            }
        }
        return latest;
    }

    /** The live state, read from the store if it is not in memory. */
    KeyState<IncomingEvent> state(KeyRuns runs) {
        if (runs.state == null) {
            runs.state = read(runs);
            runs.keptChanges = runs.state.changes();
            enter(runs);
        }
        return runs.state;
    }

    /** The state for somebody who only looks. */
    KeyState<IncomingEvent> look(KeyRuns runs) {
        return runs.state != null ? runs.state : read(runs);
    }

    /** Notes that live states may hold an event from now on. */
    void mayHold(IncomingEvent event) {
        event.notedIn(parsed);
    }

    /** Lets go of what was parsed of the events in live states, if it is much. */
    void limitParsed() {
        parsed.limit();
    }

    /** Lets go of what was parsed of the events in live states. */
    void forgetParsed() {
        parsed.forget();
    }

    /** The stored form of a live state. */
    byte[] encode(KeyRuns runs) {
        return runs.version.matcher().write(runs.state, events);
    }

    /** Puts a stored form into the store. */
    void keep(KeyRuns runs, byte[] stored) {
        store.put(runs.id().toBytes(), stored);
        meters.stateWritten();
        runs.isStored = true;
        runs.keptChanges = runs.state.changes();
        int open = PatternMatcher.storedRuns(stored);
        runs.version.countRuns(open - runs.runs);
        runs.runs = open;
        usedBytes += footprint(stored.length) - runs.footprint;
        runs.footprint = footprint(stored.length);
    }

    /** Removes runs from the store and from memory. */
    void delete(KeyRuns runs) {
        if (runs.isStored) {
            store.delete(runs.id().toBytes());
            meters.stateWritten();
        }
        if (runs.state != null) {
            leave(runs);
        }
    }

    /** Lets those go from memory that were used longest ago; all must have been written. */
    void makeRoom() {
        for (var runs = inMemory.oldest(); runs != null && usedBytes > memoryBytes; runs = inMemory.oldest()) {
            leave(runs);
            runs.state = null;
        }
    }

    /** Takes its runs off the meter. */
    void close() {
        meters.cachedChanged(-cached);
        cached = 0;
    }

    private KeyState<IncomingEvent> read(KeyRuns runs) {
        meters.stateRead();
        var stored = store.get(runs.id().toBytes());
        return StoredRuns.read(stored, runs.version, events).orElseGet(() -> {
            meters.runsDropped(runs.version.id().pattern(), runs.runs);
            return runs.version.matcher().newState();
        });
    }

    private void enter(KeyRuns runs) {
        inMemory.use(runs);
        usedBytes += runs.footprint;
        cached++;
        meters.cachedChanged(1);
    }

    private void leave(KeyRuns runs) {
        inMemory.remove(runs);
        usedBytes -= runs.footprint;
        cached--;
        meters.cachedChanged(-1);
    }

    private static long footprint(int storedBytes) {
        return OWN_BYTES + (long) storedBytes * LIVE_TO_STORED;
    }

}
