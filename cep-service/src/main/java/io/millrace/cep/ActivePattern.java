package io.millrace.cep;

import io.millrace.event.Event;
import io.millrace.expressions.pattern.CompiledBehaviour;
import io.millrace.pattern.PatternMatcher;

/** A pattern that is declared now, with its matcher. Immutable and thread-safe. */
public record ActivePattern(CompiledBehaviour behaviour, PatternMatcher<Event> matcher) {

    static ActivePattern of(CompiledBehaviour behaviour) {
        return new ActivePattern(behaviour, PatternMatcher.of(behaviour.pattern()));
    }

    /** The definition's name. */
    public String name() {
        return behaviour.name();
    }

    /** The definition's version. */
    public long version() {
        return behaviour.version();
    }

    /** How long an event waits for earlier ones, in milliseconds of event time. */
    public long graceMillis() {
        return behaviour.grace().toMillis();
    }

}
