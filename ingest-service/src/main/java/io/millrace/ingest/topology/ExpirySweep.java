package io.millrace.ingest.topology;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes expired ids from the deduplication store, some at each step, round and round in key order.
 *
 * <p>
 * A step visits {@value #LEAST} ids, or twice as many as arrived since the last one, so that the store can't grow faster
 * than it is swept: at a steady rate it holds at most twice the ids of the retention. Not thread-safe.
 */
final class ExpirySweep {

    /** How many ids a step visits at least. */
    static final int LEAST = 1_000;

    private final KeyValueStore<Bytes, Long> arrivals;

    private Bytes next;
    private int arrived;

    ExpirySweep(KeyValueStore<Bytes, Long> arrivals) {
        this.arrivals = arrivals;
    }

    /** An id was put into the store. */
    void noteArrival() {
        arrived++;
    }

    /**
     * Visits the next ids.
     *
     * @param expired
     *            arrival time of the youngest expired id, in milliseconds since 1970
     * @return how many were removed
     */
    int step(long expired) {
        int budget = Math.max(LEAST, 2 * arrived);
        arrived = 0;
        int removed = 0;
        try (var ids = arrivals.range(next, null)) {
            for (int visited = 0; visited < budget && ids.hasNext(); visited++) {
                var id = ids.next();
                if (id.value <= expired) {
                    arrivals.delete(id.key);
                    removed++;
                }
            }
            next = ids.hasNext() ? ids.peekNextKey() : null;
        }
        return removed;
    }

}
