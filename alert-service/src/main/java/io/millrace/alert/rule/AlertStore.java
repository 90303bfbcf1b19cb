package io.millrace.alert.rule;

import io.millrace.alert.lifecycle.AlertInstance;
import io.millrace.result.ResultJson;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Where alerts stand, by fingerprint. */
public final class AlertStore {

    /** Its name is its changelog's name. */
    public static final String NAME = "alert-states";

    private AlertStore() {}

    static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.String(),
                Serdes.ByteArray()).withLoggingEnabled(Map.of());
    }

    static Optional<AlertInstance> find(KeyValueStore<String, byte[]> store, String fingerprint) {
        return Optional.ofNullable(store.get(fingerprint)).map(AlertStore::read);
    }

    static void put(KeyValueStore<String, byte[]> store, AlertInstance instance) {
        store.put(instance.alert().fingerprint(), ResultJson.write(instance));
    }

    /** An instance from its stored bytes. */
    public static AlertInstance read(byte[] json) {
        return ResultJson.read(json, AlertInstance.class);
    }

}
