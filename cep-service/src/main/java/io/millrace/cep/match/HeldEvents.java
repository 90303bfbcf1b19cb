package io.millrace.cep.match;

import io.millrace.cep.ActivePattern;
import io.millrace.cep.ActivePatterns;
import io.millrace.cep.CepMeters;
import io.millrace.cep.candidate.PatternMessage.Candidate;
import io.millrace.cep.candidate.PatternMessageSerde;
import io.millrace.cep.match.Agenda.Work;
import io.millrace.statistics.TenantProgress;
import io.millrace.statistics.TenantProgress.PartitionProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The events that wait for their place in the order, each under a number that rises with arrival, over restarts too.
 *
 * <p>
 * The latest one stays in memory until {@link #keepNewest}: one that is due at once never reaches the store. Belongs to
 * one task.
 */
final class HeldEvents {

    /** Its name is its changelog's name: renaming it loses the state. */
    static final String NAME = "held-events";

    private final KeyValueStore<Long, Candidate> store;
    private final Agenda agenda;
    private final CepMeters meters;
    private Candidate newest;
    private long nextSequence;
    private long stored;

    HeldEvents(KeyValueStore<Long, Candidate> store, Agenda agenda, CepMeters meters) {
        this.store = store;
        this.agenda = agenda;
        this.meters = meters;
    }

    static StoreBuilder<KeyValueStore<Long, Candidate>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Long(),
                PatternMessageSerde.candidates()).withLoggingEnabled(Map.of());
    }

    /** Puts what the store holds on the agenda; gives how far it reaches, by tenant. */
    List<TenantProgress> restore(ActivePatterns patterns) {
        var latest = new HashMap<String, Map<Integer, Long>>();
        try (var entries = store.all()) {
            while (entries.hasNext()) {
                var entry = entries.next();
                var candidate = entry.value;
                var grace = patterns.find(candidate.pattern(), candidate.version()).map(
                        ActivePattern::graceMillis).orElse(0L);
                agenda.add(candidate.tenantId(), new Work.Held(candidate.timestampMillis() + grace, entry.key));
                nextSequence = entry.key + 1;
                latest.computeIfAbsent(candidate.tenantId(), _ -> new HashMap<>()).merge(candidate.sourcePartition(),
                        candidate.timestampMillis(), Math::max);
                count(1);
            }
        }
        return latest.entrySet().stream().map(entry -> reached(entry.getKey(), entry.getValue())).toList();
    }

    /** Puts an event on the agenda; {@link #keepNewest} has to follow before the next one. */
    void add(Candidate candidate, long dueMillis) {
        newest = candidate;
        agenda.add(candidate.tenantId(), new Work.Held(dueMillis, nextSequence++));
    }

    /** Stores the event that was added last, unless it was taken out meanwhile. */
    void keepNewest() {
        if (newest != null) {
            store.put(nextSequence - 1, newest);
            newest = null;
            count(1);
        }
    }

    /** Takes out the event of that number, which the agenda gave. */
    Candidate take(long sequence) {
        if (newest != null && sequence == nextSequence - 1) {
            var taken = newest;
            newest = null;
            return taken;
        }
        count(-1);
        return store.delete(sequence);
    }

    /** Takes its events off the meter. */
    void close() {
        count(-stored);
    }

    private static TenantProgress reached(String tenantId, Map<Integer, Long> latest) {
        return new TenantProgress(tenantId, OptionalLong.empty(), 0, latest.entrySet().stream().map(
                entry -> new PartitionProgress(entry.getKey(), entry.getValue())).toList());
    }

    private void count(long by) {
        stored += by;
        meters.heldChanged(by);
    }

}
