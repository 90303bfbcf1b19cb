package io.millrace.expressions.pattern;

import io.millrace.expressions.Expression;
import io.millrace.pattern.Captured;
import io.millrace.pattern.Condition;
import io.millrace.pattern.Condition.Correlation;
import java.util.List;
import java.util.Optional;

/**
 * Which events a pattern variable takes. Immutable and thread-safe.
 *
 * @param test
 *            the part that needs the event alone
 * @param lookBacks
 *            the conditions that need what was taken before; evaluated only on events that pass {@code test}
 * @param correlation
 *            an equality among them
 * @param explanation
 *            says why an event does not fit
 */
record VariableCondition(String variable, EventTest test, List<Expression> lookBacks,
        Optional<Correlation<PatternEvent>> correlation, Explanation explanation) {

    /** The condition for the matcher; an expression that fails on an event is not met. */
    Condition<PatternEvent> condition() {
        return lookBacks.isEmpty()
                ? Condition.onEvent(test)
                : new Condition.LookBack<>(test, correlation, this::holds);
    }

    private boolean holds(PatternEvent event, Captured<PatternEvent> captured) {
        return EventTest.holds(lookBacks, MatchVariables.ofCondition(variable, event, captured));
    }

}
