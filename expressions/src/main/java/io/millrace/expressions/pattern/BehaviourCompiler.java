package io.millrace.expressions.pattern;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.PatternDefinition;
import io.millrace.event.EventField;
import io.millrace.expressions.EventExpressions;
import io.millrace.expressions.Expression;
import io.millrace.expressions.MatchExpressions;
import io.millrace.expressions.Problems;
import io.millrace.pattern.CompiledPattern;
import io.millrace.pattern.MatchOrder;
import io.millrace.pattern.OverflowPolicy;
import io.millrace.pattern.PatternCompileException;
import io.millrace.pattern.PatternCompiler;
import io.millrace.pattern.PatternForm;
import io.millrace.pattern.PatternFormException;
import io.millrace.pattern.PatternNode;
import io.millrace.pattern.PatternOptions;
import io.millrace.pattern.PatternParser;
import io.millrace.pattern.PatternSyntaxException;
import io.millrace.pattern.SkipStrategy;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

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
        var pattern = node.flatMap(parsed -> compile(definition, parsed, conditions, options, problems));
        problems.throwIfAny();
        return new CompiledBehaviour(definition.name(), version, key.orElseThrow(), pattern.orElseThrow(),
                each(conditions, VariableCondition::test), each(conditions, VariableCondition::explanation), grace,
                measures, retention, definition.enabled(), definition.shadow());
    }

    private static Optional<PatternNode> parse(Object pattern, Problems problems) {
        try {
            return Optional.of(
                    pattern instanceof String text ? PatternParser.parse(text) : PatternForm.read(pattern));
        } catch (PatternSyntaxException e) {
            problems.add("pattern", e.line(), e.column(),
                    "expected %s but found %s".formatted(e.expected(), e.found()));
        } catch (PatternFormException e) {
            var reason = e.path().isEmpty() ? e.getMessage() : e.getMessage().substring(e.path().length() + 2);
            problems.add("pattern" + e.path(), reason);
        }
        return Optional.empty();
    }

    private static Map<String, VariableCondition> conditions(PatternDefinition definition, Problems problems) {
        var conditions = new LinkedHashMap<String, VariableCondition>();
        var compiler = new WhereCompiler(definition.define().keySet());
        definition.define().forEach((variable, taken) -> {
            if (EventField.named(variable) != null) {
                problems.add("define." + variable, "a variable can't have the name of an event field");
            } else {
                conditions.put(variable, compiler.compile(variable, taken, problems));
            }
        });
        return conditions;
    }

    private static <T> Map<String, T> each(Map<String, VariableCondition> conditions,
            Function<VariableCondition, T> part) {
        var parts = new LinkedHashMap<String, T>();
        conditions.forEach((variable, condition) -> parts.put(variable, part.apply(condition)));
        return Collections.unmodifiableMap(parts);
    }

    /** The options, with the usual ones in place of those that are wrong, which are noted. */
    private static PatternOptions options(PatternDefinition definition, Problems problems) {
        var limits = definition.limits();
        var options = PatternOptions.defaults();
        options = with(options, "within", problems.duration("within", definition.within()), problems,
                PatternOptions::within);
        options = with(options, "skip", Optional.of(definition.skip()), problems,
                (set, skip) -> set.skipping(SkipStrategy.parse(skip)));
        options = with(options, "order", Optional.of(definition.order()), problems,
                (set, order) -> set.ordered(MatchOrder.parse(order)));
        options = with(options, "limits.open_runs", Optional.ofNullable(limits.openRuns()), problems,
                PatternOptions::openRunsUpTo);
        options = with(options, "limits.events", Optional.ofNullable(limits.events()), problems,
                PatternOptions::keptEventsUpTo);
        options = with(options, "limits.on_overflow", Optional.ofNullable(limits.onOverflow()), problems,
                (set, policy) -> set.onOverflow(OverflowPolicy.parse(policy)));
        return definition.emitTimeouts() ? options.emittingTimeouts() : options;
    }

    private static <T> PatternOptions with(PatternOptions options, String path, Optional<T> value, Problems problems,
            BiFunction<PatternOptions, T, PatternOptions> set) {
        if (value.isEmpty()) {
            return options;
        }
        try {
            return set.apply(options, value.get());
        } catch (IllegalArgumentException e) {
            problems.add(path, e.getMessage());
            return options;
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

    private static Optional<CompiledPattern<PatternEvent>> compile(PatternDefinition definition, PatternNode node,
            Map<String, VariableCondition> conditions, PatternOptions options, Problems problems) {
        var names = new DefinedNames(definition, node, problems);
        boolean areNamed = names.areRight();
        boolean skips = names.include(options.skip());
        if (!areNamed || !skips || conditions.size() < definition.define().size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PatternCompiler.compile(node, each(conditions, VariableCondition::condition), options));
        } catch (PatternCompileException e) {
            names.refuse(e.getMessage());
            return Optional.empty();
        }
    }

}
