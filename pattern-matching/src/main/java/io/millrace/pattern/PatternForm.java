package io.millrace.pattern;

import java.util.List;

/**
 * The canonical JSON form of a pattern, as plain values (lists, maps, strings, numbers) for whatever reads and writes
 * JSON. It stands 1:1 beside the text: {@code read(write(node))} equals the node.
 *
 * <pre>
 * pattern   = [ element, … ]
 * element   = what, and of these what differs from the default:
 *   link        STRICT, SKIP_TILL_NEXT, SKIP_TILL_ANY, and for an absence NOT_NEXT, NOT_FOLLOW; not for the first element
 *   withinPrev  milliseconds: the gap limit of the link
 *   times       [fewest, most], most null when unbounded
 *   props       [GREEDY]
 *   inner       how repetitions follow each other, SKIP_TILL_NEXT unless told
 *   until       the name of the condition that ends a loop
 * what      = name: a variable | group: a pattern | choice: [pattern, …] | anyOrder: [pattern, …]
 * </pre>
 *
 * Reading also takes Flink's way to write quantifiers: {@code props} of {@code LOOPING}, {@code TIMES} and
 * {@code OPTIONAL} with {@code times} of at least one.
 */
public final class PatternForm {

    private PatternForm() {}

    /** The form of a pattern: a list of maps. */
    public static List<Object> write(PatternNode node) {
        return FormWriter.pattern(node);
    }

    /**
     * The pattern of a form.
     *
     * @throws PatternFormException when it is not one, with the place
     */
    public static PatternNode read(Object form) {
        return new FormReader("").pattern(form);
    }
}
