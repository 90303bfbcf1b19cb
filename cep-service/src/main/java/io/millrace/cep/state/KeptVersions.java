package io.millrace.cep.state;

import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.pattern.PatternVersion;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.StoredDefinition;
import io.millrace.runtime.LogKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions of the versions that runs of a task are open of, kept with the runs: the topic of definitions forgets
 * those that were replaced. Belongs to one task.
 */
public final class KeptVersions {

    private static final Logger log = LoggerFactory.getLogger(KeptVersions.class);

    private final KeyValueStore<String, byte[]> store;
    private final ActivePatterns patterns;
    private final Map<PatternVersion, StoredDefinition> kept = new HashMap<>();

    /** Takes up the versions that are kept. */
    public KeptVersions(KeyValueStore<String, byte[]> store, ActivePatterns patterns) {
        this.store = store;
        this.patterns = patterns;
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> takeUp(entry.key, entry.value));
        }
    }

    /** Builds the store, under a name that is also its changelog's. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(),
                Serdes.ByteArray()).withCachingDisabled().withLoggingEnabled(Map.of());
    }

    /** Whether the runs of a version that were kept are runs of that pattern: of the same definition, that is. */
    boolean isOf(ActivePattern pattern) {
        var stored = kept.get(pattern.id());
        return stored == null || pattern.isOf(stored);
    }

    /** Keeps a version, of which runs are open now. */
    void keep(ActivePattern pattern) {
        if (kept.put(pattern.id(), pattern.source()) == null) {
            patterns.hold(pattern.id());
        }
        store.put(pattern.id().text(), pattern.source().toJson());
    }

    /** Forgets a version, of which no more runs are open. */
    void forget(PatternVersion id) {
        if (kept.remove(id) != null) {
            patterns.release(id);
            store.delete(id.text());
        }
    }

    boolean isKept(PatternVersion id) {
        return kept.containsKey(id);
    }

    /** The versions that are kept; a copy. */
    Iterable<PatternVersion> all() {
        return List.copyOf(kept.keySet());
    }

    /** Lets go of the versions without forgetting them: the task goes elsewhere. */
    void close() {
        kept.keySet().forEach(patterns::release);
        kept.clear();
    }

    private void takeUp(String key, byte[] json) {
        try {
            var stored = StoredDefinition.fromJson(json);
            var id = new PatternVersion(stored.definition().name(), stored.version());
            kept.put(id, stored);
            patterns.hold(id);
            patterns.remember(stored);
        } catch (DefinitionException e) {
            log.atWarn().addKeyValue(LogKeys.DEFINITION, key).addKeyValue(LogKeys.REASON, e.getMessage()).log(
                    "A kept version of a pattern can't be read any more");
        }
    }

}
