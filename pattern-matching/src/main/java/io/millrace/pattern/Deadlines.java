package io.millrace.pattern;

import io.millrace.pattern.automaton.Automaton;

/** Sums of times and limits, either of which may be {@link Automaton#UNLIMITED}. */
final class Deadlines {

    private Deadlines() {}

    static long after(long millis, long limit) {
        return limit == Automaton.UNLIMITED || millis > Automaton.UNLIMITED - limit
                ? Automaton.UNLIMITED
                : millis + limit;
    }
}
