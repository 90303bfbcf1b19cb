package io.millrace.cep.result;

import io.millrace.cep.CepMeters;
import io.millrace.cep.pattern.ActivePatterns;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Deletes results whose retention has ended, and those of patterns that are no longer declared, a part of the store at a
 * time. Belongs to one task.
 */
public final class ResultSweep {

    private final ActivePatterns patterns;
    private final CepMeters meters;
    private final KeyValueStore<Bytes, byte[]> results;
    private final StoreWalk walk;

    public ResultSweep(ActivePatterns patterns, CepMeters meters, KeyValueStore<Bytes, byte[]> results) {
        this.patterns = patterns;
        this.meters = meters;
        this.results = results;
        walk = new StoreWalk(results);
    }

    /** Goes through the next part. */
    public void next(long wallMillis) {
        for (var key : walk.next((key, stored) -> ResultStore.isExpired(key, stored, patterns, wallMillis))) {
            results.delete(key);
            meters.expired();
        }
    }

}
