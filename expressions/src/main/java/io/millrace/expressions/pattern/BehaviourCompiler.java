package io.millrace.expressions.pattern;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.PatternDefinition;
import io.millrace.event.Event;
import io.millrace.event.EventField;
import io.millrace.expressions.EventExpressions;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.expressions.MatchExpressions;
import io.millrace.expressions.Problems;
import io.millrace.pattern.CompiledPattern;
import io.millrace.pattern.Condition;
import io.millrace.pattern.PatternCompileException;
import io.millrace.pattern.PatternCompiler;
import io.millrace.pattern.PatternNode;
import io.millrace.pattern.PatternOptions;
import io.millrace.pattern.PatternParser;
import io.millrace.pattern.PatternSyntaxException;
import io.millrace.pattern.SkipStrategy;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles pattern definitions. Thread-safe. */
public final class BehaviourCompiler {

    private static final Duration DEFAULT_RETENTION = Duration.ofHours(24);

    private BehaviourCompiler() {}

    /**
     * Compiles a pattern.
     *
     * @throws DefinitionException
     *             with everything that is wrong with it
     */
    public static CompiledBehaviour compile(DeclaredDefinition declared, long version) {
        var definition = (PatternDefinition) declared.definition();
        var problems = new Problems(declared);
        var node = parse(definition.pattern(), problems);
        var key = problems.expression("key", definition.key(), EventExpressions::value);
        var conditions = conditions(definition, problems);
        var options = options(definition, problems);
        var grace = problems.duration("grace", definition.grace()).orElse(Duration.ZERO);
        var retention = problems.duration("retention", definition.retention()).orElse(DEFAULT_RETENTION);
        var measures = measures(definition, problems);
        var pattern = node.flatMap(parsed -> options.flatMap(set -> compile(parsed, conditions, set, problems)));
        problems.throwIfAny();
        var takes = definition.define().values().stream().map(taken -> new EventTypes(taken.events())).toList();
        return new CompiledBehaviour(definition.name(), version, key.orElseThrow(), pattern.orElseThrow(), takes,
                definition.pattern().contains(","), grace, measures, retention);
    }

    private static Optional<PatternNode> parse(String text, Problems problems) {
        try {
            return Optional.of(PatternParser.parse(text));
        } catch (PatternSyntaxException e) {
            problems.add("pattern", e.line(), e.column(), e.getMessage());
            return Optional.empty();
        }
    }

    private static Map<String, Condition<Event>> conditions(PatternDefinition definition, Problems problems) {
        var conditions = new HashMap<String, Condition<Event>>();
        var expressions = MatchExpressions.forConditions(definition.define().keySet());
        definition.define().forEach((variable, taken) -> {
            var path = "define." + variable;
            if (EventField.named(variable) != null) {
                problems.add(path, "a variable can't have the name of an event field");
                return;
            }
            var where = problems.expression(path + ".where", taken.where(), expressions::condition);
            conditions.put(variable, new EventCondition(variable, new EventTypes(taken.events()), where,
                    others(definition.define().keySet(), variable)).condition());
        });
        return conditions;
    }

    private static Set<String> others(Set<String> variables, String variable) {
        var others = new HashSet<>(variables);
        others.remove(variable);
        return Set.copyOf(others);
    }

    private static Optional<PatternOptions> options(PatternDefinition definition, Problems problems) {
        var within = problems.duration("within", definition.within());
        try {
            var defaults = PatternOptions.defaults().skipping(SkipStrategy.parse(definition.skip()));
            var set = within.map(defaults::within).orElse(defaults);
            return Optional.of(definition.emitTimeouts() ? set.emittingTimeouts() : set);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage().startsWith("within") ? "within" : "skip", e.getMessage());
            return Optional.empty();
        }
    }

    private static Map<String, Expression> measures(PatternDefinition definition, Problems problems) {
        var expressions = MatchExpressions.forMeasures(definition.define().keySet());
        var measures = new LinkedHashMap<String, Expression>();
        definition.measures().forEach(
                (name, text) -> problems.expression("measures." + name, text, expressions::value).ifPresent(
                        measure -> measures.put(name, measure)));
        return measures;
    }

    private static Optional<CompiledPattern<Event>> compile(PatternNode node, Map<String, Condition<Event>> conditions,
            PatternOptions options, Problems problems) {
        try {
            return Optional.of(PatternCompiler.compile(node, conditions, options));
        } catch (PatternCompileException e) {
            problems.add("pattern", e.getMessage());
            return Optional.empty();
        }
    }

}
