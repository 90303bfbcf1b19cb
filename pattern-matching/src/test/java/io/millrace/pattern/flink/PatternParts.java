package io.millrace.pattern.flink;

import io.millrace.pattern.PatternNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Walks over the parts of a pattern. */
final class PatternParts {

    private PatternParts() {}

    /** A pattern and all parts within. */
    static Stream<PatternNode> of(PatternNode node) {
        return Stream.concat(Stream.of(node), children(node).stream().flatMap(PatternParts::of));
    }

    private static List<PatternNode> children(PatternNode node) {
        return switch (node) {
            case PatternNode.Variable _,PatternNode.Absence _ -> List.of();
            case PatternNode.Sequence(var elements, _) -> elements;
            case PatternNode.Alternation(var branches) -> branches;
            case PatternNode.AnyOrder(var parts) -> parts;
            case PatternNode.Repeated repeated -> List.of(repeated.body());
        };
    }

    /** The alternatives of an alternation, or the elements that come in any order. */
    static Stream<PatternNode> choices(PatternNode node) {
        return node instanceof PatternNode.Alternation || node instanceof PatternNode.AnyOrder
                ? children(node).stream()
                : Stream.empty();
    }

    static boolean anySequence(PatternNode node, Predicate<PatternNode.Sequence> is) {
        return of(node).anyMatch(part -> part instanceof PatternNode.Sequence sequence && is.test(sequence));
    }

    static boolean anyRepeated(PatternNode node, Predicate<PatternNode.Repeated> is) {
        return of(node).anyMatch(part -> part instanceof PatternNode.Repeated repeated && is.test(repeated));
    }

    /** Whether a part may take no event. */
    static boolean isOptional(PatternNode node) {
        return switch (node) {
            case PatternNode.Variable _ -> false;
            case PatternNode.Absence _ -> true;
            case PatternNode.Sequence(var elements, _) -> elements.stream().allMatch(PatternParts::isOptional);
            case PatternNode.Alternation(var branches) -> branches.stream().anyMatch(PatternParts::isOptional);
            case PatternNode.AnyOrder(var parts) -> parts.stream().allMatch(PatternParts::isOptional);
            case PatternNode.Repeated repeated -> repeated.min() == 0 || isOptional(repeated.body());
        };
    }

    /** The last element, that of the group if that is last. */
    static PatternNode last(PatternNode node) {
        return node instanceof PatternNode.Sequence(var elements, _) ? last(elements.getLast()) : node;
    }

    /** The repetitions, one around the other, of the variable at which a part begins. */
    static Stream<PatternNode.Repeated> beginning(PatternNode node) {
        return node instanceof PatternNode.Repeated repeated
                ? Stream.concat(Stream.of(repeated), beginning(repeated.body()))
                : Stream.empty();
    }

    /** Whether a part is nothing but one event, or one that must not come. */
    static boolean isSingle(PatternNode node) {
        return node instanceof PatternNode.Variable || node instanceof PatternNode.Absence;
    }
}
