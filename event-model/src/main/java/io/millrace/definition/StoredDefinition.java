package io.millrace.definition;

import io.millrace.event.JsonTree;
import io.millrace.event.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A definition as it stands on the {@code definitions} topic, under the key {@link #key()}.
 *
 * @param version
 *            1 for the first; one more for each change
 * @param provisioned
 *            whether it comes from a file and is read-only over REST
 * @param updatedAt
 *            when this version was stored
 */
public record StoredDefinition(Definition definition, long version, boolean provisioned, Instant updatedAt) {

    /** {@code metric/revenue}: the record key. */
    public String key() {
        return key(definition.kind(), definition.name());
    }

    /** The record key of the definition of that kind and name. */
    public static String key(DefinitionKind kind, String name) {
        return kind.label() + "/" + name;
    }

    /** The JSON form, also what the definitions API answers. */
    public Map<String, Object> toTree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("kind", definition.kind().label());
        tree.putAll(definition.toTree());
        tree.put("version", version);
        tree.put("provisioned", provisioned);
        tree.put("updated_at", updatedAt);
        return tree;
    }

    /** The JSON form in UTF-8. */
    public byte[] toJson() {
        return JsonTree.write(toTree());
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws DefinitionException
     *             when it is not a definition
     */
    public static StoredDefinition fromJson(byte[] json) {
        var tree = new LinkedHashMap<Object, Object>((Map<?, ?>) JsonTree.read(json));
        var version = ((Number) tree.remove("version")).longValue();
        var provisioned = Boolean.TRUE.equals(tree.remove("provisioned"));
        var updatedAt = Timestamps.parse(tree.remove("updated_at"));
        return new StoredDefinition(DefinitionReader.readTree(tree), version, provisioned, updatedAt);
    }

}
