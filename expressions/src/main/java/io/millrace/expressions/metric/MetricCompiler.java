package io.millrace.expressions.metric;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.MetricDefinition;
import io.millrace.expressions.EventExpressions;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Problems;
import io.millrace.expressions.metric.CompiledMetric.Dimension;
import io.millrace.statistics.aggregate.AggregateLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Compiles metric definitions. Thread-safe. */
public final class MetricCompiler {

    /** How many series a metric may have where it says nothing else. */
    public static final int DEFAULT_MAX_SERIES = 10_000;

    private static final int MOST_SERIES = 1_000_000;
    private static final Pattern DIMENSION = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Set<String> RESERVED = Set.of("tenant", "window", "metric", "from", "to", "format", "limit");

    private MetricCompiler() {}

    /**
     * Compiles a metric that is aggregated from events.
     *
     * @throws DefinitionException
     *             with everything that is wrong with it; also when it is a ratio
     */
    public static CompiledMetric compile(DeclaredDefinition declared, long version) {
        var metric = (MetricDefinition) declared.definition();
        var problems = new Problems(declared);
        if (metric.ratio() != null) {
            problems.add("ratio", "a ratio is not aggregated from events");
            problems.throwIfAny();
        }
        var where = problems.expression("where", metric.where(), EventExpressions::condition);
        var value = problems.expression("value", metric.value(), EventExpressions::number);
        var dimensions = dimensions(metric, problems);
        var rollups = rollups(metric, problems);
        var windows = new WindowCompiler(metric, problems);
        var compiledWindows = windows.windows();
        var aggregates = new AggregateCompiler(metric, problems);
        var compiledAggregates = aggregates.aggregates();
        var compiled = new CompiledMetric(metric.name(), version, new EventTypes(metric.events()), where, value,
                dimensions, rollups, compiledWindows, compiledAggregates, AggregateLayout.of(compiledAggregates),
                aggregates.inputs(), maxSeries(metric, problems), metric.revisesLate(), windows.retention());
        problems.throwIfAny();
        return compiled;
    }

    /**
     * Compiles a metric that is the ratio of two others, which are not looked at.
     *
     * @throws DefinitionException
     *             with everything that is wrong with it; also when it is no ratio
     */
    public static CompiledRatio compileRatio(DeclaredDefinition declared, long version) {
        return new RatioCompiler(declared).compile(version);
    }

    /**
     * Says whether a metric of either sort would run.
     *
     * @param known
     *            finds the metrics that a ratio is of
     * @throws DefinitionException
     *             with everything that is wrong with it: of a ratio also that a metric is unknown or a ratio itself, or
     *             lacks the aggregate, or that the two have not the same dimensions or no window in common
     */
    public static void check(DeclaredDefinition declared,
            BiFunction<DefinitionKind, String, Optional<? extends Definition>> known) {
        if (((MetricDefinition) declared.definition()).ratio() == null) {
            compile(declared, 1);
        } else {
            new RatioCompiler(declared).check(known);
        }
    }

    private static List<Dimension> dimensions(MetricDefinition metric, Problems problems) {
        var dimensions = new ArrayList<Dimension>();
        metric.by().forEach((name, text) -> {
            var path = "by." + name;
            if (!DIMENSION.matcher(name).matches() || RESERVED.contains(name)) {
                problems.add(path, "a dimension must be letters, digits and '_', and none of "
                        + RESERVED.stream().sorted().toList());
            }
            problems.expression(path, text, EventExpressions::value).ifPresent(
                    expression -> dimensions.add(new Dimension(name, expression)));
        });
        return List.copyOf(dimensions);
    }

    private static List<List<String>> rollups(MetricDefinition metric, Problems problems) {
        var all = List.copyOf(metric.by().keySet());
        var seen = new HashSet<Set<String>>();
        var rollups = new ArrayList<List<String>>();
        for (int i = 0; i < metric.rollup().size(); i++) {
            var path = "rollup[" + i + "]";
            var names = new HashSet<>(metric.rollup().get(i));
            if (!new HashSet<>(all).containsAll(names)) {
                problems.add(path, "must be some of the dimensions %s, not %s".formatted(all, metric.rollup().get(i)));
            } else if (names.size() < metric.rollup().get(i).size()) {
                problems.add(path, "a dimension stands twice in " + metric.rollup().get(i));
            } else if (names.size() == all.size()) {
                problems.add(path, "is all the dimensions, over which the metric is kept anyway");
            } else if (!seen.add(names)) {
                problems.add(path, "the rollup %s is declared twice".formatted(metric.rollup().get(i)));
            }
            rollups.add(all.stream().filter(names::contains).toList());
        }
        return List.copyOf(rollups);
    }

    private static int maxSeries(MetricDefinition metric, Problems problems) {
        int series = metric.maxSeries() == null ? DEFAULT_MAX_SERIES : metric.maxSeries();
        if (series < 1 || series > MOST_SERIES) {
            problems.add("max_series", "must be between 1 and %d, not %d".formatted(MOST_SERIES, series));
        }
        return series;
    }

}
