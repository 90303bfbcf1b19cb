package io.millrace.expressions.metric;

import io.millrace.definition.MetricDefinition;
import io.millrace.definition.MetricDefinition.AggregateDefinition;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Buckets;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Distinct;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Named;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Top;
import io.millrace.expressions.EventExpressions;
import io.millrace.expressions.Expression;
import io.millrace.expressions.Problems;
import io.millrace.statistics.aggregate.Aggregate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Compiles the aggregates of one metric. The first {@code distinct} and the first {@code top} have that name in results,
 * further ones add what they are of: {@code distinct_session_id}. Equal expressions share an input. Not thread-safe.
 */
final class AggregateCompiler {

    private static final String KNOWN = "count, sum, avg, min, max, variance, stddev, first, last, rate, a quantile "
            + "such as p50 or p99.9, {distinct: …}, {top: …, of: …}, {buckets: […]}";

    private final MetricDefinition metric;
    private final Problems problems;
    private final List<Expression> inputs = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    AggregateCompiler(MetricDefinition metric, Problems problems) {
        this.metric = metric;
        this.problems = problems;
    }

    List<Aggregate> aggregates() {
        var aggregates = new ArrayList<Aggregate>();
        for (int i = 0; i < metric.aggregates().size(); i++) {
            var path = "aggregates[" + i + "]";
            aggregate(path, metric.aggregates().get(i)).ifPresent(aggregate -> {
                refuse(path, aggregate);
                aggregates.add(aggregate);
            });
        }
        return List.copyOf(aggregates);
    }

    /** What the aggregates are of, by their inputs; complete after {@link #aggregates()}. */
    List<Expression> inputs() {
        return List.copyOf(inputs);
    }

    private void refuse(String path, Aggregate aggregate) {
        if (!names.add(aggregate.name())) {
            problems.add(path, "the aggregate %s is declared twice%s".formatted(aggregate.name(),
                    aggregate instanceof Aggregate.Distinct || aggregate instanceof Aggregate.Top
                            ? "; all but the first are named by what they are of"
                            : ""));
        }
        if (aggregate.needsValue() && metric.value() == null) {
            problems.add(path, "'%s' needs the metric to have a value".formatted(aggregate.name()));
        }
    }

    private Optional<Aggregate> aggregate(String path, AggregateDefinition declared) {
        return switch (declared) {
            case Named(var function) -> named(path, function);
            case Distinct(var of) -> input(path + ".distinct", of).map(
                    input -> new Aggregate.Distinct(name("distinct", of), input));
            case Top(var k, var of) -> input(path + ".of", of).flatMap(
                    input -> checked(path + ".top", () -> new Aggregate.Top(name("top", of), k, input)));
            case Buckets(var bounds) -> checked(path + ".buckets", () -> new Aggregate.Buckets(bounds));
        };
    }

    private Optional<Aggregate> named(String path, String function) {
        var aggregate = Aggregate.ofName(function);
        if (aggregate.isEmpty()) {
            problems.add(path, Set.of("distinct", "top", "buckets").contains(function)
                    ? "'%s' needs what it is of: %s".formatted(function, form(function))
                    : "unknown aggregate '%s'; known are %s".formatted(function, KNOWN));
        }
        return aggregate;
    }

    private static String form(String function) {
        return switch (function) {
            case "distinct" -> "{distinct: user_id}";
            case "top" -> "{top: 10, of: data.sku}";
            default -> "{buckets: [0.1, 0.5, 1]}";
        };
    }

    private String name(String function, String of) {
        return names.contains(function)
                ? function + "_" + of.replaceAll("[^a-zA-Z0-9]+", "_").replaceAll("^_|_$", "")
                : function;
    }

    private Optional<Aggregate> checked(String path, Supplier<Aggregate> aggregate) {
        try {
            return Optional.of(aggregate.get());
        } catch (IllegalArgumentException e) {
            problems.add(path, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Integer> input(String path, String text) {
        return problems.expression(path, text, EventExpressions::value).map(expression -> {
            if (!inputs.contains(expression)) {
                inputs.add(expression);
            }
            return inputs.indexOf(expression);
        });
    }

}
