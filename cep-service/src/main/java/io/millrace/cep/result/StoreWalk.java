package io.millrace.cep.result;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Goes through a store again and again, a bounded part at a time. Belongs to one task. */
public final class StoreWalk {

    private static final int ENTRIES_AT_A_TIME = 20_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private Bytes resumeAt;

    public StoreWalk(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** The keys of the next part whose entries {@code wanted} holds for. */
    public List<Bytes> next(BiPredicate<Bytes, byte[]> wanted) {
        var found = new ArrayList<Bytes>();
        Bytes stoppedAt = null;
        try (var entries = resumeAt == null ? store.all() : store.range(resumeAt, null)) {
            for (int left = ENTRIES_AT_A_TIME; entries.hasNext(); left--) {
                var entry = entries.next();
                if (left == 0) {
                    stoppedAt = entry.key;
                    break;
                }
                if (wanted.test(entry.key, entry.value)) {
                    found.add(entry.key);
                }
            }
        }
        resumeAt = stoppedAt;
        return found;
    }

}
