package io.millrace.pattern.flink;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A match or a partial match as both engines are compared by.
 *
 * @param captured indexes of the events by variable, in the order in which they were taken
 */
public record Found(Map<String, List<Integer>> captured) {

    /** Sorts the variables, since Flink tells them in the order of the stream and we in that of the pattern. */
    public Found {
        captured = new TreeMap<>(captured);
    }

    static Found of(Map<String, List<Signal>> captured) {
        var indexes = new TreeMap<String, List<Integer>>();
        captured.forEach((variable, signals) -> {
            if (!signals.isEmpty()) {
                indexes.put(variable, signals.stream().map(Signal::index).toList());
            }
        });
        return new Found(indexes);
    }

    /** Index of the first event. */
    int first() {
        return captured.values().stream().flatMap(Collection::stream).mapToInt(Integer::intValue).min().orElseThrow();
    }

    /** Index of the last event. */
    int last() {
        return captured.values().stream().flatMap(Collection::stream).mapToInt(Integer::intValue).max().orElseThrow();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        captured.forEach((variable, indexes) -> indexes.forEach(
                index -> text.append(text.isEmpty() ? "" : " ").append(variable).append('#').append(index)));
        return text.toString();
    }
}
