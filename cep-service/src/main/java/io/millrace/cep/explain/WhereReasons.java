package io.millrace.cep.explain;

import io.millrace.definition.PatternDefinition;
import io.millrace.event.Event;
import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.ExpressionException;
import io.millrace.expressions.MatchExpressions;
import io.millrace.expressions.Variables;
import io.millrace.expressions.pattern.MatchVariables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reasons found by trying the parts of a variable's {@code where} one by one: the first that is not met is at fault.
 * Compiles at each question: meant for people who ask, not for every event. Thread-safe.
 */
public final class WhereReasons implements RefusalReasons {

    private final PatternDefinition definition;

    public WhereReasons(PatternDefinition definition) {
        this.definition = definition;
    }

    @Override
    public Reason of(String variable, Event event, Map<String, List<Event>> captured) {
        var taken = definition.define().get(variable);
        if (taken == null) {
            return new Reason(Kind.NONE, null, "'" + variable + "' is not a variable of the pattern");
        }
        if (!new EventTypes(taken.events()).include(event.eventType())) {
            return new Reason(Kind.TYPE, null, "'%s' takes events of type %s, not '%s'".formatted(variable,
                    String.join(", ", taken.events()), event.eventType()));
        }
        var expressions = MatchExpressions.forConditions(definition.define().keySet());
        var variables = variables(variable, event, captured);
        for (var part : taken.where() == null ? List.<String>of() : Conjuncts.of(taken.where())) {
            try {
                if (!expressions.condition(part).test(variables)) {
                    return new Reason(Kind.CONDITION, part, "'%s' does not hold".formatted(part));
                }
            } catch (EvaluationException | ExpressionException e) {
                return new Reason(Kind.FAILURE, part, "'%s' fails: %s".formatted(part, e.getMessage()));
            }
        }
        return new Reason(Kind.NONE, null,
                "the event fits '%s'; it came when the pattern did not wait for it".formatted(variable));
    }

    private static Variables variables(String variable, Event event, Map<String, List<Event>> captured) {
        var events = new HashMap<>(captured);
        events.put(variable, List.of(event));
        var ofMatch = MatchVariables.ofMatch("", events, event.timestampMillis(), event.timestampMillis());
        var ofEvent = Variables.of(event);
        return name -> events.containsKey(name) ? ofMatch.get(name) : ofEvent.get(name);
    }

}
