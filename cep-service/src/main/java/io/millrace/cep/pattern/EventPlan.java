package io.millrace.cep.pattern;

import io.millrace.expressions.Expression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * What is to be done with the events of one type. Immutable and thread-safe.
 *
 * @param groups
 *            the patterns that are concerned, those with one key and grace together
 * @param keys
 *            the keys other than the user that the event has to travel to
 */
public record EventPlan(List<Group> groups, List<Key> keys) {

    /**
     * Patterns that have the key and the grace in common: an event waits for all of them at once.
     *
     * @param keyText
     *            as of {@link ActivePattern#keyText}
     */
    public record Group(String keyText, long graceMillis, List<ActivePattern> patterns) {}

    /**
     * A key other than the user.
     *
     * @param definition
     *            a pattern that has it, for messages
     */
    public record Key(String text, Expression expression, String definition) {}

    private record Shape(String keyText, long graceMillis) implements Comparable<Shape> {

        @Override
        public int compareTo(Shape other) {
            int byKey = keyText.compareTo(other.keyText);
            return byKey != 0 ? byKey : Long.compare(graceMillis, other.graceMillis);
        }
    }

    static EventPlan of(Collection<ActivePattern> concerned) {
        var byShape = new TreeMap<Shape, List<ActivePattern>>();
        var keys = new TreeMap<String, Key>();
        for (var pattern : concerned) {
            byShape.computeIfAbsent(new Shape(pattern.keyText(), pattern.graceMillis()), _ -> new ArrayList<>()).add(
                    pattern);
            if (!pattern.keyText().isEmpty()) {
                keys.putIfAbsent(pattern.keyText(),
                        new Key(pattern.keyText(), pattern.behaviour().key(), pattern.name()));
            }
        }
        var groups = byShape.entrySet().stream().map(entry -> new Group(entry.getKey().keyText(),
                entry.getKey().graceMillis(), List.copyOf(entry.getValue()))).toList();
        return new EventPlan(groups, List.copyOf(keys.values()));
    }

}
