package io.millrace.pattern.flink;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.Link;
import io.millrace.pattern.PatternNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Patterns without alternation and any order that together find what a pattern with them does. There are such at the
 * beginning and after {@code ,} and {@code ->>}: after {@code ->} the first event that fits either ends the wait for both,
 * which separate patterns can't say.
 */
final class Expansions {

    private final List<List<PatternNode>> elements = new ArrayList<>(List.of(List.of()));
    private final List<List<Link>> links = new ArrayList<>(List.of(List.of()));

    private Expansions() {}

    /**
     * One pattern, the same, if there is nothing to expand.
     *
     * @throws InexpressibleException when there are no such patterns
     */
    static List<PatternNode> of(PatternNode node) {
        if (PatternParts.of(node).noneMatch(Expansions::isChoice)) {
            return List.of(node);
        }
        List<PatternNode> parts = node instanceof PatternNode.Sequence sequence ? sequence.elements() : List.of(node);
        var expansions = new Expansions();
        for (int i = 0; i < parts.size(); i++) {
            expansions.append(i == 0
                    ? Optional.empty()
                    : Optional.of(((PatternNode.Sequence) node).links().get(i - 1)), parts.get(i));
        }
        return expansions.sequences();
    }

    private static boolean isChoice(PatternNode node) {
        return node instanceof PatternNode.Alternation || node instanceof PatternNode.AnyOrder;
    }

    private void append(Optional<Link> link, PatternNode part) {
        switch (part) {
            case PatternNode.Alternation(var branches) -> {
                requireSeparable(link, branches);
                multiply(link, branches.stream().map(Expansions::plain).toList());
            }
            case PatternNode.AnyOrder(var two) when two.size() == 2 -> {
                requireSeparable(link, two);
                Link between = Link.of(link.map(Link::contiguity).filter(Contiguity.SKIP_TILL_ANY::equals).orElse(
                        Contiguity.SKIP_TILL_NEXT));
                multiply(link, Stream.of(two, two.reversed()).map(
                        order -> new PatternNode.Sequence(order, List.of(between))).map(Expansions::plain).toList());
            }
            case PatternNode.AnyOrder _ -> throw new InexpressibleException("three in any order wait for each other");
            case PatternNode.Variable _,PatternNode.Absence _,PatternNode.Sequence _,PatternNode.Repeated _ ->
                multiply(link, List.of(new Plain(List.of(part), List.of())));
        }
    }

    private static void requireSeparable(Optional<Link> link, List<PatternNode> choices) {
        if (choices.stream().map(Expansions::plain).anyMatch(
                choice -> PatternParts.isOptional(choice.elements.getFirst()))) {
            throw new InexpressibleException("the link goes before the first element of each alternative");
        }
        if (link.map(Link::contiguity).equals(Optional.of(Contiguity.SKIP_TILL_NEXT))) {
            throw new InexpressibleException("after '->' alternatives wait for each other");
        }
    }

    private record Plain(List<PatternNode> elements, List<Link> links) {}

    /** What stands in parentheses, without them: Flink takes the first element of a group for another thing. */
    private static Plain plain(PatternNode node) {
        if (!(node instanceof PatternNode.Sequence(var parts, var between))) {
            return new Plain(List.of(node), List.of());
        }
        var elements = new ArrayList<PatternNode>();
        var links = new ArrayList<Link>();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                links.add(between.get(i - 1));
            }
            Plain inner = plain(parts.get(i));
            elements.addAll(inner.elements);
            links.addAll(inner.links);
        }
        return new Plain(elements, links);
    }

    private void multiply(Optional<Link> link, List<Plain> choices) {
        var longer = new ArrayList<List<PatternNode>>();
        var longerLinks = new ArrayList<List<Link>>();
        for (int i = 0; i < elements.size(); i++) {
            for (Plain choice : choices) {
                longer.add(joined(elements.get(i), choice.elements));
                longerLinks.add(joined(joined(links.get(i), link.stream().toList()), choice.links));
            }
        }
        elements.clear();
        elements.addAll(longer);
        links.clear();
        links.addAll(longerLinks);
    }

    private List<PatternNode> sequences() {
        var sequences = new ArrayList<PatternNode>();
        for (int i = 0; i < elements.size(); i++) {
            List<PatternNode> parts = elements.get(i);
            sequences.add(parts.size() == 1 ? parts.getFirst() : new PatternNode.Sequence(parts, links.get(i)));
        }
        return sequences;
    }

    private static <T> List<T> joined(List<T> left, List<T> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }
}
