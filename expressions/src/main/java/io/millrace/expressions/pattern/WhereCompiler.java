package io.millrace.expressions.pattern;

import io.millrace.definition.PatternDefinition.VariableDefinition;
import io.millrace.event.EventField;
import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.expressions.MatchExpressions;
import io.millrace.expressions.MatchExpressions.Equality;
import io.millrace.expressions.Problems;
import io.millrace.expressions.Variables;
import io.millrace.pattern.Condition.Correlation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles what a pattern variable takes: divides its {@code where} into the parts that need the event alone and those
 * that look back, and finds an equality among the latter by which runs can be looked up. Thread-safe.
 */
final class WhereCompiler {

    private final Set<String> variables;
    private final MatchExpressions expressions;

    /** For the variables of one pattern. */
    WhereCompiler(Set<String> variables) {
        this.variables = Set.copyOf(variables);
        this.expressions = MatchExpressions.forConditions(variables);
    }

    /** What {@code variable} takes; without the {@code where} when that is wrong, which is noted. */
    VariableCondition compile(String variable, VariableDefinition taken, Problems problems) {
        var whole = problems.expression("define." + variable + ".where", taken.where(), expressions::condition);
        var written = whole.map(
                where -> Conjuncts.of(where.text()).stream().map(expressions::condition).toList()).orElse(List.of());
        var ofEvent = new ArrayList<Expression>();
        var lookBacks = new ArrayList<Expression>();
        for (var conjunct : written) {
            if (looksBack(conjunct, variable)) {
                lookBacks.add(conjunct);
            } else {
                ofEvent.add(expressions.ofEvent(conjunct.text(), variable));
            }
        }
        var types = new EventTypes(taken.events());
        var correlation = lookBacks.stream().flatMap(
                conjunct -> expressions.equality(conjunct.text()).flatMap(
                        equality -> correlation(equality, variable)).stream()).findFirst();
        return new VariableCondition(variable, new EventTest(types, ofEvent), List.copyOf(lookBacks), correlation,
                new Explanation(variable, types, written, expressions));
    }

    /** Whether an expression needs more than the event at hand. */
    private boolean looksBack(Expression expression, String variable) {
        return expression.references().stream().anyMatch(
                name -> isAggregate(name) || variables.contains(name) && !name.equals(variable));
    }

    /** Whether an expression needs what other variables have taken, and nothing of the event at hand. */
    private boolean isOfOthers(Expression expression, String variable) {
        var names = expression.references();
        return !names.contains(variable) && !names.contains(MatchExpressions.allOf(variable))
                && names.stream().noneMatch(name -> EventField.named(name) != null)
                && looksBack(expression, variable);
    }

    private boolean isAggregate(String name) {
        return MatchExpressions.variableOf(name).filter(variables::contains).isPresent();
    }

    private Optional<Correlation<PatternEvent>> correlation(Equality equality, String variable) {
        return sides(equality.left(), equality.right(), variable).or(
                () -> sides(equality.right(), equality.left(), variable));
    }

    private Optional<Correlation<PatternEvent>> sides(String event, String captured, String variable) {
        var ofCaptured = expressions.value(captured);
        var ofEvent = expressions.value(event);
        if (!isOfOthers(ofCaptured, variable) || looksBack(ofEvent, variable) || ofEvent.paths().isEmpty()) {
            return Optional.empty();
        }
        var alone = expressions.ofEvent(event, variable);
        return Optional.of(new Correlation<>(at -> value(alone, Variables.of(at.event())),
                run -> value(ofCaptured, MatchVariables.ofCaptured(run))));
    }

    private static Object value(Expression expression, Variables variables) {
        try {
            return EqualValues.of(expression.evaluate(variables));
        } catch (EvaluationException _) {
            return null;
        }
    }

}
