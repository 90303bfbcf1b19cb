package io.millrace.system;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionReader;
import io.millrace.definition.MetricDefinition;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.MetricCompiler;
import io.millrace.promql.Expression.Scalar;
import io.millrace.promql.Expression.VectorSelector;
import io.millrace.promql.LabelMatcher;
import io.millrace.promql.Labels;
import io.millrace.promql.PromqlException;
import io.millrace.promql.PromqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The series that a folder of definitions makes. */
final class ShippedSeries {

    private final Map<String, CompiledMetric> byName = new HashMap<>();

    ShippedSeries(Path definitions) throws IOException {
        try (var files = Files.list(definitions)) {
            for (var file : files.filter(each -> each.toString().endsWith(".yml")).toList()) {
                DefinitionReader.readAll(Files.readString(file)).forEach(this::add);
            }
        }
    }

    Set<String> names() {
        return byName.keySet();
    }

    /** Why a query of a dashboard would show nothing; empty when it would show something. */
    Optional<String> problem(Dashboard.Query query) {
        try {
            return switch (PromqlParser.parse(query.expression())) {
                case VectorSelector(var matchers) -> problem(matchers, query.labels());
                case Scalar _ -> Optional.empty();
            };
        } catch (PromqlException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> problem(List<LabelMatcher> matchers, Set<String> legend) {
        var names = matchers.stream().filter(matcher -> matcher.name().equals(Labels.METRIC_NAME)).map(
                LabelMatcher::value).toList();
        var metric = names.size() == 1 ? byName.get(names.getFirst()) : null;
        if (metric == null) {
            return Optional.of("no definition makes the series " + names);
        }
        var labels = metric.by().stream().map(CompiledMetric.Dimension::name).collect(Collectors.toSet());
        labels.addAll(Set.of(Labels.METRIC_NAME, "tenant", "window"));
        var asked = new HashSet<>(legend);
        matchers.forEach(matcher -> asked.add(matcher.name()));
        asked.removeAll(labels);
        if (!asked.isEmpty()) {
            return Optional.of("the series have no labels " + asked);
        }
        boolean hasWindow = metric.windows().stream().anyMatch(
                window -> matchers.stream().filter(matcher -> matcher.name().equals("window")).allMatch(
                        matcher -> matcher.matches(window.spec().name())));
        return hasWindow ? Optional.empty() : Optional.of("the series have no such window");
    }

    /** Ratios are on no dashboard; their series are those of the metrics that they are of. */
    private void add(DeclaredDefinition declared) {
        if (declared.definition() instanceof MetricDefinition definition && !definition.isRatio()) {
            var metric = MetricCompiler.compile(declared, 1);
            metric.aggregates().forEach(aggregate -> byName.put(
                    definition.name().replace('-', '_') + "_" + aggregate.name(), metric));
        }
    }

}
