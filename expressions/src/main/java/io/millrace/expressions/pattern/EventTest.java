package io.millrace.expressions.pattern;

import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.expressions.Variables;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an event alone must be to be taken by a pattern variable: of one of the types, and all conditions hold. One that
 * fails on an event does not hold. Two tests of any patterns that are equal have the same outcome for every event, so
 * that one evaluation can serve both; so have their conditions one by one. Immutable and thread-safe.
 *
 * @param conjuncts
 *            conditions over {@link Variables#of(io.millrace.event.Event)}
 */
public record EventTest(EventTypes types, List<Expression> conjuncts) implements Predicate<PatternEvent> {

    /** Keeps a copy. */
    public EventTest {
        conjuncts = List.copyOf(conjuncts);
    }

    @Override
    public boolean test(PatternEvent event) {
        if (!types.include(event.eventType())) {
            return false;
        }
        return conjuncts.isEmpty() || holds(conjuncts, Variables.of(event.event()));
    }

    /** Whether all of them hold. */
    static boolean holds(List<Expression> conditions, Variables variables) {
        try {
            for (var condition : conditions) {
                if (!condition.test(variables)) {
                    return false;
                }
            }
            return true;
        } catch (EvaluationException _) {
            return false;
        }
    }

}
