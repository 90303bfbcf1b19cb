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
 *            pattern text, a {@link String}: {@code view -> cart -> buy}; or its JSON form as plain values (lists, maps,
 *            strings, longs, doubles, booleans and null), unmodifiable
 * @param within
 *            longest time from first to last event, exclusive; null for no limit
 * @param grace
 *            how long events are held back to be put in order; null for none
 * @param define
 *            variable to the events that it takes
 * @param skip
 *            {@code past-last}, {@code next-row}, {@code none}, {@code to-first(x)} or {@code to-last(x)}
 * @param order
 *            {@code as-completed} or {@code by-start}: in which order matches are told
 * @param emitTimeouts
 *            whether a run that ran out of time is a result
 * @param limits
 *            how much is kept for a key
 * @param measures
 *            result name to CEL over the match
 * @param retention
 *            how long matches and timeouts stay readable; null for a day
 * @param enabled
 *            whether it takes new events
 * @param shadow
 *            whether its results are only counted and readable, not published
 */
public record PatternDefinition(String name, String description, String key, Object pattern, String within,
        String grace, Map<String, VariableDefinition> define, String skip, String order, boolean emitTimeouts,
        Limits limits, Map<String, String> measures, String retention, boolean enabled,
        boolean shadow) implements Definition {

    /**
     * The events that a pattern variable takes.
     *
     * @param events
     *            globs over the event type; empty means all events
     * @param where
     *            CEL condition over the event and the variables before it, or null
     */
    public record VariableDefinition(List<String> events, String where) {}

    /**
     * How much is kept for one key, and what gives way beyond it. Null stands for the usual.
     *
     * @param openRuns
     *            the most runs open at a time, at least 1
     * @param events
     *            the most events kept by them, at least 1
     * @param onOverflow
     *            {@code drop-oldest} or {@code drop-newest}
     */
    public record Limits(Integer openRuns, Integer events, String onOverflow) {

        /** The usual limits. */
        public static final Limits USUAL = new Limits(null, null, null);

        private Map<String, Object> toTree() {
            return Tree.of("open_runs", whole(openRuns), "events", whole(events), "on_overflow", onOverflow);
        }

        private static Long whole(Integer number) {
            return number == null ? null : (Long) number.longValue();
        }
    }

    /** The same pattern, with a run that ran out of time as a result. */
    public PatternDefinition emittingTimeouts() {
        return new PatternDefinition(name, description, key, pattern, within, grace, define, skip, order, true, limits,
                measures, retention, enabled, shadow);
    }

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
                "grace", grace, "define", variables, "skip", skip, "order", order, "timeouts",
                emitTimeouts ? "emit" : "drop", "limits", limits.toTree(), "measures", measures, "retention",
                retention, "enabled", enabled, "shadow", shadow);
    }

}
