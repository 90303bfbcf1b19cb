package io.millrace.cep.match;

import io.millrace.cep.ActivePatterns;
import io.millrace.cep.CepMeters;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Deletes results whose retention has ended, and what is left of patterns that were changed or deleted: open runs of
 * versions that are no longer declared, results of patterns that are no longer declared. A part of the stores at a time.
 */
final class Sweep {

    private final ActivePatterns patterns;
    private final CepMeters meters;
    private final KeyValueStore<Bytes, byte[]> results;
    private final OpenRuns runs;
    private final StoreWalk resultsWalk;
    private final StoreWalk runsWalk;
    private long walkedGeneration;

    Sweep(ActivePatterns patterns, CepMeters meters, KeyValueStore<Bytes, byte[]> results,
            KeyValueStore<Bytes, byte[]> runsStore, OpenRuns runs) {
        this.patterns = patterns;
        this.meters = meters;
        this.results = results;
        this.runs = runs;
        resultsWalk = new StoreWalk(results);
        runsWalk = new StoreWalk(runsStore);
    }

    void next(long wallMillis) {
        for (var key : resultsWalk.next((key, stored) -> ResultStore.isExpired(key, stored, patterns, wallMillis))) {
            results.delete(key);
            meters.expired();
        }
        dropStaleRuns();
    }

    /** Goes through the runs once after each change of the definitions. */
    private void dropStaleRuns() {
        if (runsWalk.isAtStart()) {
            long generation = patterns.generation();
            if (generation == walkedGeneration) {
                return;
            }
            walkedGeneration = generation;
        }
        runsWalk.next((key, _) -> isStale(RunKey.of(key))).forEach(runs::drop);
    }

    private boolean isStale(RunKey key) {
        return patterns.find(key.pattern(), key.version()).isEmpty();
    }

}
