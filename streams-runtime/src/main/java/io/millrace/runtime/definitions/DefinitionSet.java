package io.millrace.runtime.definitions;

import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.StoredDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All definitions at one moment. Immutable. */
public final class DefinitionSet {

    private static final DefinitionSet EMPTY = new DefinitionSet(Map.of());

    private final Map<String, StoredDefinition> byKey;

    private DefinitionSet(Map<String, StoredDefinition> byKey) {
        this.byKey = byKey;
    }

    /** No definitions. */
    public static DefinitionSet empty() {
        return EMPTY;
    }

    /** These definitions; of two of the same kind and name the last. */
    public static DefinitionSet of(Collection<StoredDefinition> definitions) {
        var byKey = new TreeMap<String, StoredDefinition>();
        definitions.forEach(definition -> byKey.put(definition.key(), definition));
        return new DefinitionSet(byKey);
    }

    /** The definition of that kind and name. */
    public Optional<StoredDefinition> find(DefinitionKind kind, String name) {
        return Optional.ofNullable(byKey.get(StoredDefinition.key(kind, name)));
    }

    /** The definitions of that type, by name. */
    public <D extends Definition> List<StoredDefinition> all(Class<D> type) {
        return byKey.values().stream().filter(stored -> type.isInstance(stored.definition())).toList();
    }

    /** All definitions, by kind and name. */
    public List<StoredDefinition> all() {
        return List.copyOf(byKey.values());
    }

}
