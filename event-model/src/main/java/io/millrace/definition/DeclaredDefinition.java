package io.millrace.definition;

import java.util.Map;

/**
 * A definition with the places of its parts in the text that it was read from.
 *
 * @param places
 *            path ({@code where}, {@code by.currency}, {@code windows[0].tumbling}) to the place of its value; may be
 *            empty
 */
public record DeclaredDefinition(Definition definition, Map<String, Place> places) {

    /** A definition that comes from no text. */
    public static DeclaredDefinition withoutPlaces(Definition definition) {
        return new DeclaredDefinition(definition, Map.of());
    }

    /** A problem with the part at {@code path}; the place is that of the nearest part that has one. */
    public DefinitionProblem problem(String path, String reason) {
        return problem(path, 1, 1, reason);
    }

    /** A problem inside the text of the part at {@code path}, at that line and column (from 1) of it. */
    public DefinitionProblem problem(String path, int line, int column, String reason) {
        var id = definition.kind().label() + "/" + definition.name();
        var exact = places.get(path);
        if (exact != null) {
            var place = exact.within(line, column);
            return new DefinitionProblem(id, path, place.line(), place.column(), reason);
        }
        var near = nearest(path);
        return near == null
                ? new DefinitionProblem(id, path, 0, 0, reason)
                : new DefinitionProblem(id, path, near.line(), near.column(), reason);
    }

    private Place nearest(String path) {
        for (var prefix = path; !prefix.isEmpty(); prefix = prefix.substring(0,
                Math.max(0, Math.max(prefix.lastIndexOf('.'), prefix.lastIndexOf('['))))) {
            if (places.containsKey(prefix)) {
                return places.get(prefix);
            }
        }
        return places.get("");
    }

}
