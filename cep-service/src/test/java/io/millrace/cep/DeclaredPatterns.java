package io.millrace.cep;

import io.millrace.definition.DefinitionReader;
import io.millrace.definition.StoredDefinition;
import io.millrace.runtime.definitions.DefinitionSet;
import io.millrace.runtime.definitions.Definitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Definitions held in memory: each declaration of a name is one version more. */
public final class DeclaredPatterns implements Definitions {

    private final Map<String, StoredDefinition> stored = new LinkedHashMap<>();
    private final List<Consumer<DefinitionSet>> listeners = new ArrayList<>();

    /** Declares each definition of a YAML text. */
    public DeclaredPatterns declare(String yaml) {
        for (var declared : DefinitionReader.readAll(yaml)) {
            var definition = declared.definition();
            var key = StoredDefinition.key(definition.kind(), definition.name());
            long version = stored.containsKey(key) ? stored.get(key).version() + 1 : 1;
            stored.put(key, new StoredDefinition(definition, version, false, Instant.EPOCH));
        }
        publish();
        return this;
    }

    public void delete(String name) {
        stored.remove("pattern/" + name);
        publish();
    }

    @Override
    public DefinitionSet current() {
        return DefinitionSet.of(stored.values());
    }

    @Override
    public void subscribe(Consumer<DefinitionSet> listener) {
        listeners.add(listener);
        listener.accept(current());
    }

    private void publish() {
        listeners.forEach(listener -> listener.accept(current()));
    }

}
