package io.millrace.expressions.rule;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.MetricDefinition;
import io.millrace.definition.PatternDefinition;
import io.millrace.definition.RuleDefinition;
import io.millrace.definition.RuleDefinition.PatternSeen;
import io.millrace.definition.RuleDefinition.Threshold;
import io.millrace.expressions.Problems;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.expressions.metric.MetricCompiler;
import io.millrace.expressions.rule.CompiledRule.RuleCondition;
import io.millrace.statistics.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Compiles alert rules against the metrics and patterns that they speak of. Thread-safe. */
public final class RuleCompiler {

    private static final List<String> METRIC_NAMES = List.of("rule", "severity", "tenant", "metric", "window",
            "aggregate", "value", "threshold", "start", "end");
    private static final List<String> PATTERN_NAMES = List.of("rule", "severity", "tenant", "pattern", "key", "start",
            "end", "waiting_for");

    private RuleCompiler() {}

    /**
     * Compiles a rule.
     *
     * @param known
     *            finds metrics and patterns by kind and name
     * @throws DefinitionException
     *             with everything that is wrong with it, an unknown metric or pattern among it
     */
    public static CompiledRule compile(DeclaredDefinition declared, long version,
            BiFunction<DefinitionKind, String, Optional<? extends Definition>> known) {
        var rule = (RuleDefinition) declared.definition();
        var problems = new Problems(declared);
        var message = new MessageTemplate(rule.message());
        var condition = switch (rule.when()) {
            case Threshold threshold -> threshold(threshold, message, known, problems);
            case PatternSeen seen -> pattern(seen, message, known, problems);
        };
        var holdFor = problems.duration("for", rule.holdFor()).orElse(Duration.ZERO);
        var cooldown = problems.duration("cooldown", rule.cooldown()).orElse(Duration.ZERO);
        problems.throwIfAny();
        return new CompiledRule(rule.name(), version, rule.severity(), condition.orElseThrow(), holdFor, cooldown,
                message, rule.channels());
    }

    private static Optional<RuleCondition> threshold(Threshold when, MessageTemplate message,
            BiFunction<DefinitionKind, String, Optional<? extends Definition>> known, Problems problems) {
        var metric = known.apply(DefinitionKind.METRIC, when.metric()).map(MetricDefinition.class::cast);
        if (metric.isEmpty()) {
            problems.add("when.metric", "unknown metric '" + when.metric() + "'");
            return Optional.empty();
        }
        if (metric.get().ratio() != null) {
            problems.add("when.metric", "metric '%s' is a ratio: it can be read, but not alerted on yet".formatted(
                    when.metric()));
            return Optional.empty();
        }
        var compiled = MetricCompiler.compile(DeclaredDefinition.withoutPlaces(metric.get()), 0);
        var window = compiled.window(when.window());
        if (window.isEmpty()) {
            problems.add("when.window", "metric '%s' has no window '%s', only %s".formatted(when.metric(),
                    when.window(), compiled.windows().stream().map(declared -> declared.spec().name()).toList()));
        }
        if (!compiled.numbers().contains(when.aggregate())) {
            problems.add("when.aggregate",
                    "metric '%s' has no aggregate '%s' that is one number, only %s".formatted(when.metric(),
                            when.aggregate(), compiled.numbers()));
        }
        var dimensions = dimensions(when, compiled, window, problems);
        requireNames(message, METRIC_NAMES, dimensions, problems);
        return window.map(found -> new RuleCondition.Threshold(when.metric(), when.window(), Set.copyOf(dimensions),
                found.spec().size(), found.grace(), when.aggregate(), Comparison.of(when.op()), when.threshold()));
    }

    /** What the rule goes by: what it says, else the dimensions that the series of the window have. */
    private static List<String> dimensions(Threshold when, CompiledMetric metric, Optional<MetricWindow> window,
            Problems problems) {
        var kept = new ArrayList<List<String>>();
        if (window.isPresent() && window.get().spec() instanceof WindowSpec.Session) {
            kept.add(metric.sessionDimensions(window.get()).stream().map(CompiledMetric.Dimension::name).toList());
        } else {
            kept.add(metric.by().stream().map(CompiledMetric.Dimension::name).toList());
            kept.addAll(metric.rollups());
        }
        if (!when.by().isEmpty() && kept.stream().noneMatch(
                each -> new HashSet<>(each).equals(new HashSet<>(when.by())))) {
            problems.add("when.by", kept.size() == 1
                    ? "must be the dimensions of metric '%s', %s, not %s".formatted(when.metric(), kept.getFirst(),
                            when.by())
                    : "must be the dimensions of metric '%s' or of one of its roll-ups, %s, not %s".formatted(
                            when.metric(), kept, when.by()));
        }
        return when.by().isEmpty() ? kept.getFirst() : when.by();
    }

    private static Optional<RuleCondition> pattern(PatternSeen when, MessageTemplate message,
            BiFunction<DefinitionKind, String, Optional<? extends Definition>> known, Problems problems) {
        var pattern = known.apply(DefinitionKind.PATTERN, when.pattern()).map(PatternDefinition.class::cast);
        if (pattern.isEmpty()) {
            problems.add("when.pattern", "unknown pattern '" + when.pattern() + "'");
            return Optional.empty();
        }
        boolean onTimeout = when.on().equals("timeout");
        if (onTimeout && !pattern.get().emitTimeouts()) {
            problems.add("when.on", "pattern '%s' does not emit timeouts".formatted(when.pattern()));
        }
        requireNames(message, PATTERN_NAMES, pattern.get().measures().keySet(), problems);
        return Optional.of(onTimeout
                ? new RuleCondition.TimedOut(when.pattern())
                : new RuleCondition.Matched(when.pattern()));
    }

    private static void requireNames(MessageTemplate message, List<String> fixed,
            java.util.Collection<String> declared, Problems problems) {
        var allowed = new ArrayList<>(fixed);
        allowed.addAll(declared);
        for (var name : message.names()) {
            if (!allowed.contains(name)) {
                problems.add("message", "unknown name {{%s}}; known are %s".formatted(name, allowed));
            }
        }
    }

}
