package io.millrace.metrics.window;

import io.millrace.definition.DefinitionException;
import io.millrace.definition.StoredDefinition;
import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.ActiveMetrics.Version;
import io.millrace.runtime.LogKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions by which the windows of a partition were made, kept with them: a version that was replaced stays
 * readable over a restart. Belongs to one task.
 */
final class KeptDefinitions {

    /** The store's name, and its changelog's. */
    static final String NAME = "definitions";

    private static final Logger log = LoggerFactory.getLogger(KeptDefinitions.class);

    private final KeyValueStore<String, byte[]> store;
    private final ActiveMetrics metrics;
    private final Set<Version> kept = new HashSet<>();

    /** Takes up the versions that are kept. */
    KeptDefinitions(KeyValueStore<String, byte[]> store, ActiveMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> takeUp(entry.key, entry.value));
        }
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.String(),
                Serdes.ByteArray()).withCachingDisabled().withLoggingEnabled(Map.of());
    }

    /** Keeps the definition of a version that there is something of. */
    void keep(String metric, long version) {
        var key = new Version(metric, version);
        if (!kept.contains(key)) {
            metrics.source(metric, version).ifPresent(stored -> {
                store.put(text(key), stored.toJson());
                kept.add(key);
            });
        }
    }

    /** Forgets the versions of metrics that were deleted. */
    void deleteOld() {
        var deleted = new ArrayList<Version>();
        for (var key : kept) {
            if (metrics.find(key.metric()).isEmpty()) {
                store.delete(text(key));
                deleted.add(key);
            }
        }
        kept.removeAll(deleted);
    }

    private void takeUp(String key, byte[] json) {
        try {
            var stored = StoredDefinition.fromJson(json);
            kept.add(new Version(stored.definition().name(), stored.version()));
            metrics.remember(stored);
        } catch (DefinitionException e) {
            log.atWarn().addKeyValue(LogKeys.DEFINITION, key).addKeyValue(LogKeys.REASON, e.getMessage()).log(
                    "A kept version of a metric can't be read any more");
        }
    }

    private static String text(Version version) {
        return version.metric() + "/" + version.version();
    }

}
