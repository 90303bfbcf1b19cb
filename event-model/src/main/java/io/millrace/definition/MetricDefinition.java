package io.millrace.definition;

import java.util.List;
import java.util.Map;

/**
 * A windowed metric, or the ratio of two.
 *
 * @param events
 *            globs over the event type; empty means all events
 * @param where
 *            CEL condition over the event, or null
 * @param value
 *            CEL number over the event, or null when only counting
 * @param by
 *            dimension name to CEL over the event, in the order declared
 * @param rollup
 *            lists of dimensions, over which the metric is kept as well
 * @param windows
 *            one map per window: {@code {tumbling: 1m}}, {@code {session: 30m, per: user_id}}; each may have its own
 *            {@code grace} and {@code retention}
 * @param aggregates
 *            what each window holds; at least one unless the metric is a ratio
 * @param grace
 *            how long after its end a window still takes late events; null for a tenth of the window
 * @param retention
 *            how long a window stays readable after it last changed; null for a day
 * @param maxSeries
 *            how many series there may be, or null for the usual limit
 * @param revisesLate
 *            whether an event that comes after its window was closed revises it ({@code late: revise})
 * @param ratio
 *            what the metric is the ratio of, or null for an ordinary one; a ratio has nothing else but name and
 *            description
 */
public record MetricDefinition(String name, String description, List<String> events, String where, String value,
        Map<String, String> by, List<List<String>> rollup, List<Map<String, String>> windows,
        List<AggregateDefinition> aggregates, String grace, String retention, Integer maxSeries, boolean revisesLate,
        Ratio ratio) implements Definition {

    /**
     * One aggregate over another, window by window.
     *
     * @param of
     *            what is divided: {@code METRIC.AGGREGATE}
     * @param to
     *            what it is divided by: {@code METRIC.AGGREGATE}
     */
    public record Ratio(String of, String to) {}

    /** One aggregate of a metric. */
    public sealed interface AggregateDefinition {

        /** The canonical form, a text or a map. */
        Object toTree();

        /** What is declared by its name alone: {@code count}, {@code sum}, {@code p99.9} … */
        record Named(String function) implements AggregateDefinition {

            @Override
            public Object toTree() {
                return function;
            }
        }

        /**
         * How many different values there were: {@code {distinct: user_id}}.
         *
         * @param of
         *            CEL over the event
         */
        record Distinct(String of) implements AggregateDefinition {

            @Override
            public Object toTree() {
                return Tree.of("distinct", of);
            }
        }

        /**
         * The most frequent values: {@code {top: 10, of: data.sku}}.
         *
         * @param of
         *            CEL over the event
         */
        record Top(int k, String of) implements AggregateDefinition {

            @Override
            public Object toTree() {
                return Tree.of("top", (long) k, "of", of);
            }
        }

        /** How many values are at most each of some bounds: {@code {buckets: [0.1, 0.5, 1]}}. */
        record Buckets(List<Double> bounds) implements AggregateDefinition {

            @Override
            public Object toTree() {
                return Tree.of("buckets", bounds);
            }
        }
    }

    /** Whether it is made of two other metrics and not of events. */
    public boolean isRatio() {
        return ratio != null;
    }

    @Override
    public DefinitionKind kind() {
        return DefinitionKind.METRIC;
    }

    @Override
    public Map<String, Object> toTree() {
        return Tree.of("name", name, "description", description, "events", events, "where", where, "value", value,
                "by", by, "rollup", rollup, "windows", windows, "aggregates",
                aggregates.stream().map(AggregateDefinition::toTree).toList(), "grace", grace, "retention", retention,
                "max_series", maxSeries == null ? null : (Long) maxSeries.longValue(), "late",
                revisesLate ? "revise" : null, "ratio",
                ratio == null ? null : Tree.of("of", ratio.of(), "to", ratio.to()));
    }

}
