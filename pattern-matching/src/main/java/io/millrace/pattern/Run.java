package io.millrace.pattern;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A partial match: the events taken so far and where in the pattern it waits. Plain data that a caller can store and
 * hand back through {@link PatternMatcher#restore}.
 *
 * @param step the step of the compiled pattern that the run waits for; the first step, which starts runs, is 0
 * @param startMillis the time of its first event
 * @param lastMillis the time of its latest event
 * @param captured the events in the order they were taken; at least one
 * @param <E> the type of the events
 */
public record Run<E>(int step, long startMillis, long lastMillis, List<CapturedEvent<E>> captured) {

    /** The order of starts; of equal ones, that of the events taken later. */
    static final Comparator<Run<?>> ORDER = Run::compareCaptured;

    /** @throws IllegalArgumentException when nothing is captured */
    public Run {
        if (captured.isEmpty()) {
            throw new IllegalArgumentException("a run has captured at least one event");
        }
        captured = List.copyOf(captured);
    }

    static <E> Run<E> startingWith(CapturedEvent<E> event) {
        return new Run<>(1, event.timestampMillis(), event.timestampMillis(), List.of(event));
    }

    Run<E> take(CapturedEvent<E> event) {
        var longer = new ArrayList<CapturedEvent<E>>(captured.size() + 1);
        longer.addAll(captured);
        longer.add(event);
        return new Run<>(step + 1, startMillis, event.timestampMillis(), longer);
    }

    long startPosition() {
        return captured.getFirst().position();
    }

    long lastPosition() {
        return captured.getLast().position();
    }

    /** The events by variable, in the order of the pattern; neither the map nor its lists can be changed. */
    public Map<String, List<E>> eventsByVariable() {
        var byVariable = new LinkedHashMap<String, List<E>>();
        for (CapturedEvent<E> taken : captured) {
            byVariable.computeIfAbsent(taken.variable(), _ -> new ArrayList<>(1)).add(taken.event());
        }
        byVariable.replaceAll((_, events) -> List.copyOf(events));
        return Collections.unmodifiableMap(byVariable);
    }

    List<E> events(String variable) {
        var events = new ArrayList<E>(1);
        for (CapturedEvent<E> taken : captured) {
            if (taken.variable().equals(variable)) {
                events.add(taken.event());
            }
        }
        return events;
    }

    private static int compareCaptured(Run<?> left, Run<?> right) {
        int common = Math.min(left.captured.size(), right.captured.size());
        for (int i = 0; i < common; i++) {
            int order = Long.compare(left.captured.get(i).position(), right.captured.get(i).position());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.captured.size(), right.captured.size());
    }
}
