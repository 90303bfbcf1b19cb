package io.millrace.expressions.pattern;

import io.millrace.event.Event;
import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.expressions.Variables;
import io.millrace.pattern.Captured;
import io.millrace.pattern.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an event can be taken by a variable: its type, and a condition over its fields, over itself by the variable's
 * name, and over what was taken before. A condition that fails on an event is not met.
 */
record EventCondition(String variable, EventTypes types, Optional<Expression> where, Set<String> earlier) {

    /** The condition for the matcher. */
    Condition<Event> condition() {
        return looksBack()
                ? Condition.lookingBack(event -> types.include(event.eventType()), this::test)
                : Condition.onEvent(event -> test(event, Captured.none()));
    }

    private boolean test(Event event, Captured<Event> captured) {
        if (!types.include(event.eventType())) {
            return false;
        }
        if (where.isEmpty()) {
            return true;
        }
        try {
            return where.get().test(variables(event, captured));
        } catch (EvaluationException _) {
            return false;
        }
    }

    private boolean looksBack() {
        return where.isPresent() && where.get().references().stream().anyMatch(earlier::contains);
    }

    private Variables variables(Event event, Captured<Event> captured) {
        var fields = Variables.of(event);
        return name -> {
            if (name.equals(variable)) {
                return MatchVariables.view(List.of(event));
            }
            if (earlier.contains(name)) {
                return MatchVariables.view(captured.events(name));
            }
            return fields.get(name);
        };
    }

}
