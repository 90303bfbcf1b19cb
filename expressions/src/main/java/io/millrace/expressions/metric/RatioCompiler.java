package io.millrace.expressions.metric;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.MetricDefinition;
import io.millrace.expressions.Problems;
import io.millrace.expressions.metric.CompiledMetric.Dimension;
import io.millrace.expressions.metric.CompiledRatio.Operand;
import io.millrace.statistics.aggregate.Aggregate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Compiles ratios of metrics. Not thread-safe: one instance compiles one ratio. */
final class RatioCompiler {

    private final MetricDefinition ratio;
    private final Problems problems;

    RatioCompiler(DeclaredDefinition declared) {
        ratio = (MetricDefinition) declared.definition();
        problems = new Problems(declared);
    }

    /** The ratio, whatever its metrics are. */
    CompiledRatio compile(long version) {
        if (ratio.ratio() == null) {
            problems.add("ratio", "is required");
            problems.throwIfAny();
        }
        var of = operand("ratio.of", ratio.ratio().of());
        var to = operand("ratio.to", ratio.ratio().to());
        problems.throwIfAny();
        return new CompiledRatio(ratio.name(), version, of.orElseThrow(), to.orElseThrow());
    }

    /** Refuses a ratio of metrics that are not there or do not fit each other. */
    void check(BiFunction<DefinitionKind, String, Optional<? extends Definition>> known) {
        var compiled = compile(1);
        var of = metric("ratio.of", compiled.of(), known);
        var to = metric("ratio.to", compiled.to(), known);
        if (of.isPresent() && to.isPresent()) {
            requireTheSame(of.get(), to.get());
        }
        problems.throwIfAny();
    }

    private Optional<Operand> operand(String path, String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot == text.length() - 1) {
            problems.add(path, "must be METRIC.AGGREGATE, such as errors.count, not '%s'".formatted(text));
            return Optional.empty();
        }
        var aggregate = text.substring(dot + 1);
        return Optional.of(new Operand(text.substring(0, dot),
                Aggregate.ofName(aggregate).map(Aggregate::name).orElse(aggregate)));
    }

    private Optional<CompiledMetric> metric(String path, Operand operand,
            BiFunction<DefinitionKind, String, Optional<? extends Definition>> known) {
        var metric = known.apply(DefinitionKind.METRIC, operand.metric()).map(MetricDefinition.class::cast);
        if (metric.isEmpty()) {
            problems.add(path, "unknown metric '%s'".formatted(operand.metric()));
            return Optional.empty();
        }
        if (metric.get().ratio() != null) {
            problems.add(path, "metric '%s' is a ratio itself".formatted(operand.metric()));
            return Optional.empty();
        }
        var compiled = MetricCompiler.compile(DeclaredDefinition.withoutPlaces(metric.get()), 0);
        if (!compiled.numbers().contains(operand.aggregate())) {
            problems.add(path,
                    "metric '%s' has no aggregate '%s' that is one number, only %s".formatted(operand.metric(),
                            operand.aggregate(), compiled.numbers()));
        }
        return Optional.of(compiled);
    }

    private void requireTheSame(CompiledMetric of, CompiledMetric to) {
        if (!new HashSet<>(dimensions(of)).equals(new HashSet<>(dimensions(to)))) {
            problems.add("ratio", "metrics '%s' by %s and '%s' by %s must have the same dimensions".formatted(of.name(),
                    dimensions(of), to.name(), dimensions(to)));
        }
        var shared = windows(of).stream().filter(windows(to)::contains).collect(Collectors.toSet());
        if (shared.isEmpty()) {
            problems.add("ratio", "metrics '%s' with windows %s and '%s' with %s must have one in common".formatted(
                    of.name(), windows(of), to.name(), windows(to)));
        }
    }

    private static List<String> dimensions(CompiledMetric metric) {
        return metric.by().stream().map(Dimension::name).toList();
    }

    private static List<String> windows(CompiledMetric metric) {
        return metric.windows().stream().map(window -> window.spec().name()).toList();
    }

}
