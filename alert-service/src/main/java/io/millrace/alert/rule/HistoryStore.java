package io.millrace.alert.rule;

import io.millrace.result.Alert;
import io.millrace.result.ResultJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Every transition, by its event time; kept for a while by the wall clock. */
public final class HistoryStore {

    /** Its name is its changelog's name. */
    public static final String NAME = "alert-history";

    private HistoryStore() {}

    /** A transition and when it was stored. */
    record Entry(Alert alert, long storedAtMillis) {}

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Bytes(),
                Serdes.ByteArray()).withLoggingEnabled(Map.of());
    }

    static void put(KeyValueStore<Bytes, byte[]> store, Alert alert, long wallMillis) {
        var id = (alert.alertId() + "/" + alert.state().label()).getBytes(StandardCharsets.UTF_8);
        store.put(key(alert.changedAt().toEpochMilli(), id), ResultJson.write(new Entry(alert, wallMillis)));
    }

    static void expire(KeyValueStore<Bytes, byte[]> store, long storedBeforeMillis) {
        var expired = new ArrayList<Bytes>();
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> {
                if (ResultJson.read(entry.value, Entry.class).storedAtMillis() < storedBeforeMillis) {
                    expired.add(entry.key);
                }
            });
        }
        expired.forEach(store::delete);
    }

    /** The newest transitions in {@code [fromMillis, toMillis)} that are wanted, newest first. */
    public static List<Alert> read(ReadOnlyKeyValueStore<Bytes, byte[]> store, long fromMillis, long toMillis,
            Predicate<Alert> wanted, int limit) {
        var found = new ArrayList<Alert>();
        try (var entries = store.reverseRange(key(fromMillis, new byte[0]), key(toMillis, new byte[0]))) {
            while (entries.hasNext() && found.size() < limit) {
                var alert = ResultJson.read(entries.next().value, Entry.class).alert();
                if (wanted.test(alert)) {
                    found.add(alert);
                }
            }
        }
        return found;
    }

    private static Bytes key(long millis, byte[] id) {
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + id.length).putLong(millis ^ Long.MIN_VALUE).put(id).array());
    }

}
