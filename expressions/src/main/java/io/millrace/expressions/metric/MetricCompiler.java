package io.millrace.expressions.metric;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.MetricDefinition;
import io.millrace.expressions.EventExpressions;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Problems;
import io.millrace.expressions.metric.CompiledMetric.Dimension;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.statistics.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles metric definitions. Thread-safe. */
public final class MetricCompiler {

    private static final Duration DEFAULT_RETENTION = Duration.ofHours(24);
    private static final java.util.regex.Pattern DIMENSION = java.util.regex.Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Set<String> RESERVED = Set.of("tenant", "window", "metric", "from", "to", "format", "limit");

    private MetricCompiler() {}

    /**
     * Compiles a metric.
     *
     * @throws DefinitionException
     *             with everything that is wrong with it
     */
    public static CompiledMetric compile(DeclaredDefinition declared, long version) {
        var metric = (MetricDefinition) declared.definition();
        var problems = new Problems(declared);
        var inputs = new ArrayList<io.millrace.expressions.Expression>();
        var aggregates = aggregates(metric, problems, inputs);
        var retention = problems.duration("retention", metric.retention()).orElse(DEFAULT_RETENTION);
        var compiled = new CompiledMetric(metric.name(), version, new EventTypes(metric.events()),
                problems.expression("where", metric.where(), EventExpressions::condition),
                problems.expression("value", metric.value(), EventExpressions::number), dimensions(metric, problems),
                List.of(), windows(metric, problems, retention), aggregates,
                io.millrace.statistics.aggregate.AggregateLayout.of(aggregates), inputs, 10_000, false, retention);
        problems.throwIfAny();
        return compiled;
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

    private static List<MetricWindow> windows(MetricDefinition metric, Problems problems, Duration retention) {
        var grace = problems.duration("grace", metric.grace());
        var windows = new ArrayList<MetricWindow>();
        var names = new HashSet<String>();
        for (int i = 0; i < metric.windows().size(); i++) {
            var path = "windows[" + i + "]";
            var spec = window(path, metric.windows().get(i), problems);
            spec.ifPresent(window -> {
                if (!names.add(window.name())) {
                    problems.add(path, "the window " + window.name() + " is declared twice");
                }
                windows.add(new MetricWindow(window, Optional.ofNullable(perOf(metric.windows().get(names.size() - 1))),
                        grace.orElse(window.size().dividedBy(10)), retention));
            });
        }
        return List.copyOf(windows);
    }

    private static io.millrace.expressions.Expression perOf(Map<String, String> window) {
        return window.get("per") == null ? null : EventExpressions.value(window.get("per"));
    }

    private static Optional<WindowSpec> window(String path, Map<String, String> fields, Problems problems) {
        try {
            if (fields.keySet().equals(Set.of("tumbling"))) {
                return problems.duration(path + ".tumbling", fields.get("tumbling")).map(WindowSpec.Tumbling::new);
            }
            if (fields.keySet().equals(Set.of("session", "per"))) {
                return problems.duration(path + ".session", fields.get("session")).map(WindowSpec.Session::new);
            }
            if (fields.keySet().equals(Set.of("hopping", "every"))) {
                var size = problems.duration(path + ".hopping", fields.get("hopping"));
                var every = problems.duration(path + ".every", fields.get("every"));
                return size.flatMap(s -> every.map(e -> new WindowSpec.Hopping(s, e)));
            }
            problems.add(path, "must be {tumbling: SIZE} or {hopping: SIZE, every: ADVANCE}, not " + fields
                    + (fields.containsKey("session") ? " (session windows are not supported yet)" : ""));
        } catch (IllegalArgumentException e) {
            problems.add(path, e.getMessage());
        }
        return Optional.empty();
    }

    private static List<io.millrace.statistics.aggregate.Aggregate> aggregates(MetricDefinition metric,
            Problems problems,
            List<io.millrace.expressions.Expression> inputs) {
        var aggregates = new ArrayList<io.millrace.statistics.aggregate.Aggregate>();
        for (var declared : metric.aggregates()) {
            if (declared.function().equals("distinct")) {
                inputs.add(EventExpressions.value(declared.of()));
                aggregates.add(new io.millrace.statistics.aggregate.Aggregate.Distinct("distinct", inputs.size() - 1));
            } else {
                io.millrace.statistics.aggregate.Aggregate.ofName(declared.function()).ifPresent(aggregates::add);
            }
        }
        return aggregates;
    }

}
