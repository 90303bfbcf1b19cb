package io.millrace.expressions.pattern;

import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.expressions.ExpressionException;
import io.millrace.expressions.MatchExpressions;
import io.millrace.expressions.Variables;
import io.millrace.pattern.Captured;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says why an event does not fit a pattern variable, by evaluating the parts of its condition one after the other. Meant
 * for people who ask, not for every event: it compiles what it shows. Immutable and thread-safe.
 */
public final class Explanation {

    private final String variable;
    private final EventTypes types;
    private final List<Expression> conjuncts;
    private final MatchExpressions expressions;

    /**
     * @param conjuncts
     *            the parts of {@code where} as they are written, in their order
     */
    Explanation(String variable, EventTypes types, List<Expression> conjuncts, MatchExpressions expressions) {
        this.variable = variable;
        this.types = types;
        this.conjuncts = List.copyOf(conjuncts);
        this.expressions = expressions;
    }

    /** The first reason why {@code event} does not fit after {@code captured} was taken; empty when it fits. */
    public Optional<Refusal> of(PatternEvent event, Captured<? extends PatternEvent> captured) {
        if (!types.include(event.eventType())) {
            return Optional.of(new Refusal(variable, "the event type '%s' is none of %s".formatted(event.eventType(),
                    String.join(", ", types.globs())), "", Map.of("event_type", event.eventType())));
        }
        var variables = MatchVariables.ofCondition(variable, event, captured);
        return conjuncts.stream().flatMap(conjunct -> refusal(conjunct, variables).stream()).findFirst();
    }

    private Optional<Refusal> refusal(Expression conjunct, Variables variables) {
        try {
            if (conjunct.test(variables)) {
                return Optional.empty();
            }
            var values = values(conjunct, variables);
            var reason = conjunct.evaluate(variables) == null ? "has no value" + absent(values) : "is false";
            return Optional.of(new Refusal(variable, reason, conjunct.text(), values));
        } catch (EvaluationException e) {
            return Optional.of(new Refusal(variable, "fails: " + reason(conjunct, e), conjunct.text(),
                    values(conjunct, variables)));
        }
    }

    /** What went wrong, without the text of the expression that it begins with. */
    private static String reason(Expression conjunct, EvaluationException e) {
        var prefix = "'" + conjunct.text() + "'";
        var message = e.getMessage();
        return message.startsWith(prefix) ? message.substring(prefix.length()).replaceFirst("^:? ", "") : message;
    }

    private static String absent(Map<String, Object> values) {
        var absent = values.entrySet().stream().filter(entry -> entry.getValue() == null).map(
                Map.Entry::getKey).collect(Collectors.joining(", "));
        return absent.isEmpty() ? "" : ": without " + absent;
    }

    private Map<String, Object> values(Expression conjunct, Variables variables) {
        var values = new LinkedHashMap<String, Object>();
        conjunct.paths().stream().map(MatchExpressions::written).sorted(
                Comparator.<String>comparingInt(path -> placeIn(conjunct, path)).thenComparing(
                        Comparator.naturalOrder())).forEach(path -> values.put(path, value(path, variables)));
        return values;
    }

    private static int placeIn(Expression conjunct, String path) {
        int place = conjunct.text().indexOf(path);
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private Object value(String path, Variables variables) {
        try {
            return expressions.value(path).evaluate(variables);
        } catch (EvaluationException | ExpressionException _) {
            return null;
        }
    }

}
