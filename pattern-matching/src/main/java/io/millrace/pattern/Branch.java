package io.millrace.pattern;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A partial match: the events taken so far and what it waits for. A run has one branch, or several where the pattern
 * loops, has optional parts, or forks at {@code ->>}.
 *
 * @param captured the events by variable, in the order of the pattern
 * @param startMillis the time of its first event
 * @param lastMillis the time of its latest event
 * @param awaited the variables whose event would move it on, in the order of the pattern; an absence that has to hold
 *            until the end is written {@code !x}
 * @param deadlineMillis the first instant at which it can take no more; empty without a limit of time
 * @param pending whether it is complete but for an absence that has to hold up to the deadline
 * @param <E> the type of the events
 */
public record Branch<E>(Map<String, List<E>> captured, long startMillis, long lastMillis, List<String> awaited,
        OptionalLong deadlineMillis, boolean pending) {}
