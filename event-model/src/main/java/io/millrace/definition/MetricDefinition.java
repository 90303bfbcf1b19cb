package io.millrace.definition;

import java.util.List;
import java.util.Map;

/**
 * A windowed metric.
 *
 * @param events
 *            globs over the event type; empty means all events
 * @param where
 *            CEL condition over the event, or null
 * @param value
 *            CEL number over the event, or null when only counting
 * @param by
 *            dimension name to CEL over the event, in the order declared
 * @param windows
 *            one map per window: {@code {tumbling: 1m}}, {@code {hopping: 10m, every: 10s}}
 * @param aggregates
 *            what each window holds; at least one
 * @param grace
 *            how long after its end a window still takes late events; null for a tenth of the window
 * @param retention
 *            how long a window stays readable after it last changed; null for a day
 */
public record MetricDefinition(String name, String description, List<String> events, String where, String value,
        Map<String, String> by, List<Map<String, String>> windows, List<AggregateDefinition> aggregates, String grace,
        String retention) implements Definition {

    /**
     * One aggregate of a metric.
     *
     * @param function
     *            {@code count}, {@code sum}, {@code avg}, {@code min}, {@code max} or {@code distinct}
     * @param of
     *            CEL over the event, what {@code distinct} counts; null for the others, which go by the metric's value
     */
    public record AggregateDefinition(String function, String of) {

        Object toTree() {
            return of == null ? function : Map.of(function, of);
        }
    }

    public boolean isRatio() {
        return false;
    }

    @Override
    public DefinitionKind kind() {
        return DefinitionKind.METRIC;
    }

    @Override
    public Map<String, Object> toTree() {
        return Tree.of("name", name, "description", description, "events", events, "where", where, "value", value,
                "by", by, "windows", windows, "aggregates",
                aggregates.stream().map(AggregateDefinition::toTree).toList(), "grace", grace, "retention", retention);
    }

}
