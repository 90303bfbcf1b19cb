package io.millrace.expressions.pattern;

import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.pattern.Captured;
import io.millrace.pattern.CompiledPattern;
import io.millrace.pattern.PatternMatcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern definition, ready to run. Immutable and thread-safe.
 *
 * @param key
 *            what the stream is matched per
 * @param pattern
 *            for the matcher
 * @param tests
 *            variable to what an event alone must be to be taken by it
 * @param explanations
 *            variable to why it does not take an event
 * @param grace
 *            how long events are held back to be put in order
 * @param measures
 *            result name to expression over {@link MatchVariables}
 * @param retention
 *            how long results stay readable
 * @param enabled
 *            whether it takes new events
 * @param shadow
 *            whether its results are only counted and readable, not published
 */
public record CompiledBehaviour(String name, long version, Expression key, CompiledPattern<PatternEvent> pattern,
        Map<String, EventTest> tests, Map<String, Explanation> explanations, Duration grace,
        Map<String, Expression> measures, Duration retention, boolean enabled, boolean shadow) {

    /** A matcher of it, over any kind of events: conditions only look at them. */
    @SuppressWarnings("unchecked")
    public <E extends PatternEvent> PatternMatcher<E> matcher() {
        return (PatternMatcher<E>) PatternMatcher.of(pattern);
    }

    /** The event types of its variables. */
    public List<EventTypes> takes() {
        return tests.values().stream().map(EventTest::types).distinct().toList();
    }

    /** Whether events that no variable takes matter too, as they do where one event must follow another directly. */
    public boolean needsEveryEvent() {
        return pattern.needsEveryEvent();
    }

    /** Whether an event of that type can matter to the pattern. */
    public boolean concerns(PatternEvent event) {
        if (needsEveryEvent()) {
            return true;
        }
        for (var test : tests.values()) {
            if (test.types().include(event.eventType())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Why an event can't be taken by a variable after {@code captured} was taken; empty when it can.
     *
     * @throws IllegalArgumentException
     *             when the pattern has no such variable
     */
    public Optional<Refusal> explain(String variable, PatternEvent event,
            Captured<? extends PatternEvent> captured) {
        var explanation = explanations.get(variable);
        if (explanation == null) {
            throw new IllegalArgumentException("'%s' is not a variable of pattern '%s', only %s".formatted(variable,
                    name, String.join(", ", explanations.keySet())));
        }
        return explanation.of(event, captured);
    }

}
