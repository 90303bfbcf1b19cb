package io.millrace.pattern;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The names that a pattern uses, in the order of its text.
 *
 * @param captured the names under which events are captured, as often as they occur
 * @param all every name that needs a condition: the captured ones, those of absences and of {@code until}
 */
public record PatternNames(List<String> captured, SequencedSet<String> all) {

    /** The names of a pattern. */
    public static PatternNames of(PatternNode node) {
        var names = new PatternNames(new ArrayList<>(), new LinkedHashSet<>());
        names.collect(node);
        return names;
    }

    private void collect(PatternNode node) {
        switch (node) {
            case PatternNode.Variable(var name) -> {
                captured.add(name);
                all.add(name);
            }
            case PatternNode.Absence(var name) -> all.add(name);
            case PatternNode.Sequence(var elements, _) -> elements.forEach(this::collect);
            case PatternNode.Alternation(var branches) -> branches.forEach(this::collect);
            case PatternNode.AnyOrder(var parts) -> parts.forEach(this::collect);
            case PatternNode.Repeated repeated -> {
                collect(repeated.body());
                repeated.until().ifPresent(all::add);
            }
        }
    }
}
