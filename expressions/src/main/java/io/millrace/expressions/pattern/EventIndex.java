package io.millrace.expressions.pattern;

import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.Expression;
import io.millrace.expressions.ExpressionException;
import io.millrace.expressions.MatchExpressions;
import io.millrace.expressions.Variables;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds which of many patterns an event can be taken by, without trying each: those whose variables ask for a constant
 * ({@code data.category == 'shoes'}) are looked up by the event's value, and a test that several patterns have in common
 * is evaluated once. After the filter indexes of publish/subscribe matchers: F. Fabret et al., "Filtering Algorithms and
 * Implementation for Very Fast Publish/Subscribe Systems" (SIGMOD 2001). Immutable and thread-safe.
 */
public final class EventIndex {

    private static final MatchExpressions EXPRESSIONS = MatchExpressions.forConditions(List.of());

    /** A condition that holds for one value only. */
    private record Constant(Expression of, Object value) {}

    private final BitSet always = new BitSet();
    private final Map<Expression, Map<Object, BitSet>> byValue = new HashMap<>();
    private final Map<EventTest, BitSet> byTest = new HashMap<>();

    private EventIndex(List<CompiledBehaviour> patterns) {
        for (int number = 0; number < patterns.size(); number++) {
            if (patterns.get(number).needsEveryEvent()) {
                always.set(number);
            } else {
                for (var test : patterns.get(number).tests().values()) {
                    enter(test, number);
                }
            }
        }
    }

    /** An index over patterns; their numbers are their places in the list. */
    public static EventIndex of(List<CompiledBehaviour> patterns) {
        return new EventIndex(patterns);
    }

    /** The numbers of the patterns to which the event can matter: of the others no variable takes it. */
    public BitSet concerned(PatternEvent event) {
        var concerned = (BitSet) always.clone();
        var variables = Variables.of(event.event());
        byValue.forEach((expression, patterns) -> {
            var value = value(expression, variables);
            var found = value == null ? null : patterns.get(value);
            if (found != null) {
                concerned.or(found);
            }
        });
        byTest.forEach((test, patterns) -> {
            if (test.test(event)) {
                concerned.or(patterns);
            }
        });
        return concerned;
    }

    private void enter(EventTest test, int number) {
        test.conjuncts().stream().map(EventIndex::constant).flatMap(Optional::stream).findFirst().ifPresentOrElse(
                constant -> byValue.computeIfAbsent(constant.of(), _ -> new HashMap<>()).computeIfAbsent(
                        constant.value(), _ -> new BitSet()).set(number),
                () -> byTest.computeIfAbsent(test, _ -> new BitSet()).set(number));
    }

    private static Optional<Constant> constant(Expression condition) {
        try {
            return EXPRESSIONS.equality(condition.text()).flatMap(sides -> {
                var left = EXPRESSIONS.value(sides.left());
                var right = EXPRESSIONS.value(sides.right());
                return constant(left, right).or(() -> constant(right, left));
            });
        } catch (ExpressionException _) {
            return Optional.empty();
        }
    }

    private static Optional<Constant> constant(Expression of, Expression constant) {
        if (of.references().isEmpty() || !constant.references().isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(value(constant, _ -> null)).map(value -> new Constant(of, value));
    }

    private static Object value(Expression expression, Variables variables) {
        try {
            return EqualValues.of(expression.evaluate(variables));
        } catch (EvaluationException _) {
            return null;
        }
    }

}
