package io.millrace.testkit.definition;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionKind;
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

/** Definitions in memory, for tests: the same interface as the feed, without a broker. */
public final class TestDefinitions implements Definitions {

    private final Map<String, StoredDefinition> stored = new LinkedHashMap<>();
    private final List<Consumer<DefinitionSet>> listeners = new ArrayList<>();

    /** The definitions of a YAML text. */
    public static TestDefinitions of(String yaml) {
        var definitions = new TestDefinitions();
        definitions.declare(yaml);
        return definitions;
    }

    /** Declares or changes the definitions of a YAML text. */
    public void declare(String yaml) {
        DefinitionReader.readAll(yaml).stream().map(DeclaredDefinition::definition).forEach(this::put);
        publish();
    }

    /** Deletes a definition. */
    public void delete(DefinitionKind kind, String name) {
        stored.remove(StoredDefinition.key(kind, name));
        publish();
    }

    @Override
    public DefinitionSet current() {
        return DefinitionSet.of(stored.values());
    }

    @Override
    public Subscription subscribe(Consumer<DefinitionSet> listener) {
        listeners.add(listener);
        listener.accept(current());
        return () -> listeners.remove(listener);
    }

    private void put(Definition definition) {
        var key = StoredDefinition.key(definition.kind(), definition.name());
        long version = stored.containsKey(key) ? stored.get(key).version() + 1 : 1;
        stored.put(key, new StoredDefinition(definition, version, false, Instant.EPOCH));
    }

    private void publish() {
        List.copyOf(listeners).forEach(listener -> listener.accept(current()));
    }

}
