package io.millrace.expressions.metric;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.MetricDefinition;
import io.millrace.definition.MetricDefinition.AggregateDefinition;
import io.millrace.expressions.EventExpressions;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Problems;
import io.millrace.expressions.metric.CompiledMetric.Dimension;
import io.millrace.expressions.metric.CompiledMetric.MetricAggregate;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.statistics.AggregateKind;
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
        var compiled = new CompiledMetric(metric.name(), version, new EventTypes(metric.events()),
                problems.expression("where", metric.where(), EventExpressions::condition),
                problems.expression("value", metric.value(), EventExpressions::number), dimensions(metric, problems),
                windows(metric, problems), aggregates(metric, problems),
                problems.duration("retention", metric.retention()).orElse(DEFAULT_RETENTION));
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

    private static List<MetricWindow> windows(MetricDefinition metric, Problems problems) {
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
                windows.add(new MetricWindow(window, grace.orElse(window.size().dividedBy(10))));
            });
        }
        return List.copyOf(windows);
    }

    private static Optional<WindowSpec> window(String path, Map<String, String> fields, Problems problems) {
        try {
            if (fields.keySet().equals(Set.of("tumbling"))) {
                return problems.duration(path + ".tumbling", fields.get("tumbling")).map(WindowSpec.Tumbling::new);
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

    private static List<MetricAggregate> aggregates(MetricDefinition metric, Problems problems) {
        var aggregates = new ArrayList<MetricAggregate>();
        var names = new HashSet<String>();
        for (int i = 0; i < metric.aggregates().size(); i++) {
            var path = "aggregates[" + i + "]";
            aggregate(metric, path, metric.aggregates().get(i), problems).ifPresent(aggregate -> {
                if (!names.add(aggregate.name())) {
                    problems.add(path, "the aggregate " + aggregate.name() + " is declared twice");
                }
                aggregates.add(aggregate);
            });
        }
        return List.copyOf(aggregates);
    }

    private static Optional<MetricAggregate> aggregate(MetricDefinition metric, String path,
            AggregateDefinition declared, Problems problems) {
        if (declared.function().equals("distinct")) {
            return problems.expression(declared.of() == null ? path : path + ".distinct",
                    declared.of() == null ? "" : declared.of(), EventExpressions::value).map(
                            of -> new MetricAggregate.Distinct("distinct", of));
        }
        if (declared.of() != null) {
            problems.add(path, "'%s' takes no expression; only {distinct: …} does".formatted(declared.function()));
            return Optional.empty();
        }
        try {
            var kind = AggregateKind.parse(declared.function());
            if (kind != AggregateKind.COUNT && metric.value() == null) {
                problems.add(path, "'%s' needs the metric to have a value".formatted(kind.text()));
            }
            return Optional.of(new MetricAggregate.OfValue(kind));
        } catch (IllegalArgumentException e) {
            problems.add(path, e.getMessage() + " or {distinct: …}");
            return Optional.empty();
        }
    }

}
