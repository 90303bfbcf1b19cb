package io.millrace.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A behaviour pattern, matched per key.
 *
 * @param key
 *            CEL over the event
 * @param pattern
 *            pattern text: {@code view -> cart -> buy}
 * @param within
 *            longest time from first to last event, exclusive; null for no limit
 * @param grace
 *            how long events are held back to be put in order; null for none
 * @param define
 *            variable to the events that it takes
 * @param skip
 *            {@code past-last}, {@code next-row}, {@code none}, {@code to-first(x)} or {@code to-last(x)}
 * @param emitTimeouts
 *            whether a run that ran out of time is a result
 * @param measures
 *            result name to CEL over the match
 * @param retention
 *            how long matches and timeouts stay readable; null for a day
 */
public record PatternDefinition(String name, String description, String key, String pattern, String within,
        String grace, Map<String, VariableDefinition> define, String skip, boolean emitTimeouts,
        Map<String, String> measures, String retention) implements Definition {

    /**
     * The events that a pattern variable takes.
     *
     * @param events
     *            globs over the event type; empty means all events
     * @param where
     *            CEL condition over the event and the variables before it, or null
     */
    public record VariableDefinition(List<String> events, String where) {}

    @Override
    public DefinitionKind kind() {
        return DefinitionKind.PATTERN;
    }

    @Override
    public Map<String, Object> toTree() {
        var variables = new LinkedHashMap<String, Object>();
        define.forEach((variable, taken) -> variables.put(variable,
                Tree.of("events", taken.events(), "where", taken.where())));
        return Tree.of("name", name, "description", description, "key", key, "pattern", pattern, "within", within,
                "grace", grace, "define", variables, "skip", skip, "timeouts", emitTimeouts ? "emit" : "drop",
                "measures", measures, "retention", retention);
    }

}
