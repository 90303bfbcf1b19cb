package io.millrace.pattern;

import java.util.List;

/**
 * A pattern joined with its conditions and options, ready to be matched. Immutable, and thread-safe as far as its
 * conditions are.
 *
 * @param <E> the type of the events
 */
public final class CompiledPattern<E> {

    private final PatternNode node;
    private final PatternOptions options;
    private final List<Step<E>> steps;

    CompiledPattern(PatternNode node, PatternOptions options, List<Step<E>> steps) {
        this.node = node;
        this.options = options;
        this.steps = List.copyOf(steps);
    }

    /** The syntax tree it was compiled from. */
    public PatternNode node() {
        return node;
    }

    /** The options it was compiled with. */
    public PatternOptions options() {
        return options;
    }

    /** The names under which events are captured, in the order of the pattern. */
    public List<String> variables() {
        return steps.stream().map(Step::variable).toList();
    }

    List<Step<E>> steps() {
        return steps;
    }
}
