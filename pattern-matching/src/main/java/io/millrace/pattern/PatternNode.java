package io.millrace.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The syntax tree of a pattern: what {@link PatternParser} reads and {@link PatternCompiler} takes. Immutable, compared
 * by value; it holds no places in the text, so that equal patterns are equal however they were written.
 */
public sealed interface PatternNode {

    /**
     * The canonical text, with parentheses around every compound inside another and single spaces. It parses back to
     * an equal tree, as long as that is at most {@link PatternParser#MAX_DEPTH} levels deep.
     */
    default String toText() {
        return PatternPrinter.print(this);
    }

    /** One event that fits the condition of this name, captured under it. */
    record Variable(String name) implements PatternNode {

        /** @throws IllegalArgumentException when the name is not an identifier or is a reserved word */
        public Variable {
            PatternName.require(name);
        }
    }

    /**
     * No event that fits the condition of this name: written {@code !x}. After {@code ,} it speaks of the very next
     * event, after {@code ->} of all events up to the following element or the end of the window. It captures nothing,
     * so the same name may be used several times.
     */
    record Absence(String name) implements PatternNode {

        /** @throws IllegalArgumentException when the name is not an identifier or is a reserved word */
        public Absence {
            PatternName.require(name);
        }
    }

    /**
     * Elements in order: {@code a -> b, c}.
     *
     * @param elements two or more
     * @param links one fewer than the elements; link {@code i} stands between elements {@code i} and {@code i + 1}.
     *            Before an absence {@link Contiguity#SKIP_TILL_ANY} means the same as {@link Contiguity#SKIP_TILL_NEXT}
     *            and becomes that.
     */
    record Sequence(List<PatternNode> elements, List<Link> links) implements PatternNode {

        /** @throws IllegalArgumentException when there are fewer than two elements, or links do not fit them */
        public Sequence {
            elements = requireSeveral("a sequence", elements);
            links = List.copyOf(links);
            if (links.size() != elements.size() - 1) {
                throw new IllegalArgumentException(
                        "a sequence of " + elements.size() + " elements has no room for " + links.size() + " links");
            }
            links = canonical(elements, links);
        }
    }

    private static List<Link> canonical(List<PatternNode> elements, List<Link> links) {
        var canonical = new ArrayList<>(links);
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            if (elements.get(i + 1) instanceof Absence && link.contiguity() == Contiguity.SKIP_TILL_ANY) {
                canonical.set(i, new Link(Contiguity.SKIP_TILL_NEXT, link.gap()));
            }
        }
        return List.copyOf(canonical);
    }

    /** One of two or more: {@code a | b}. */
    record Alternation(List<PatternNode> branches) implements PatternNode {

        /** @throws IllegalArgumentException when there are fewer than two branches */
        public Alternation {
            branches = requireSeveral("an alternation", branches);
        }
    }

    /** All of two or more, in whatever order they come: {@code a & b}. */
    record AnyOrder(List<PatternNode> parts) implements PatternNode {

        /** @throws IllegalArgumentException when there are fewer than two parts */
        public AnyOrder {
            parts = requireSeveral("an any-order group", parts);
        }
    }

    /**
     * A body several times: {@code x?}, {@code x+}, {@code (a -> b){2,3} consecutive}.
     *
     * @param body what is repeated
     * @param min the fewest repetitions, 0 or more
     * @param max the most, 1 or more; empty when unbounded
     * @param greedy whether the loop goes on for as long as events fit it, instead of offering every length as a match
     * @param inner how close together the repetitions must come: {@link Contiguity#SKIP_TILL_NEXT} unless written
     *            {@code consecutive} ({@link Contiguity#STRICT}) or {@code combinations}
     *            ({@link Contiguity#SKIP_TILL_ANY})
     * @param until the name of a condition that ends the loop; the event that fits it is not taken by the loop
     */
    record Repeated(PatternNode body, int min, OptionalInt max, boolean greedy, Contiguity inner,
            Optional<String> until) implements PatternNode {

        /** The largest count that can be asked for. */
        public static final int MAX_COUNT = 100_000;

        /** @throws IllegalArgumentException when the counts are out of range or cross, or the name is not one */
        public Repeated {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(inner, "inner");
            if (min < 0 || min > MAX_COUNT) {
                throw new IllegalArgumentException("min must be within 0 and " + MAX_COUNT + ": " + min);
            }
            if (max.isPresent() && (max.getAsInt() < Math.max(1, min) || max.getAsInt() > MAX_COUNT)) {
                throw new IllegalArgumentException(
                        "max must be within " + Math.max(1, min) + " and " + MAX_COUNT + ": " + max.getAsInt());
            }
            until.ifPresent(PatternName::require);
        }

        /** A plain repetition: not greedy, relaxed inside, no end condition. */
        public static Repeated of(PatternNode body, int min, OptionalInt max) {
            return new Repeated(body, min, max, false, Contiguity.SKIP_TILL_NEXT, Optional.empty());
        }
    }

    private static List<PatternNode> requireSeveral(String what, List<PatternNode> nodes) {
        if (nodes.size() < 2) {
            throw new IllegalArgumentException(what + " needs two or more elements: " + nodes);
        }
        return List.copyOf(nodes);
    }
}
