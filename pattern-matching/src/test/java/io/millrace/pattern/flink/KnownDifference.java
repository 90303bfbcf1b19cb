package io.millrace.pattern.flink;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.PatternNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is meant to differ from Flink in patterns that both take: where one of these holds, results are not compared. */
enum KnownDifference {

    /**
     * Flink checks a gap limit only in the one state of its automaton that waits for the element, and not where runs go
     * on waiting once they have passed an event over or may leave an element out. Ours holds wherever the run waits.
     * The two agree between elements that must be there exactly once.
     */
    GAP_BESIDE_AN_OPTION_OR_LOOP(of -> PatternParts.anySequence(of.pattern(), KnownDifference::hasGapBesideRepetition)),

    /** Flink ends the loop of a group only outside the groups within, so that a run goes on there. */
    UNTIL_AROUND_A_GROUP_WITHIN(of -> PatternParts.anyRepeated(of.pattern(),
            repeated -> repeated.until().isPresent() && PatternParts.of(repeated.body()).skip(1).anyMatch(
                    part -> part instanceof PatternNode.Sequence))),

    /** Flink forgets how the first variable of a group is repeated: as the group, even where that is not repeated. */
    REPETITION_AT_THE_HEAD_OF_A_PLAIN_GROUP(of -> PatternParts.anySequence(of.pattern(),
            sequence -> sequence.elements().stream().anyMatch(KnownDifference::isGroupThatBeginsWithWords))),

    /** Flink forgets the link before a group that begins with a group: it takes it for a strict one. */
    GROUP_AT_THE_HEAD_OF_A_GROUP(of -> PatternParts.of(of.pattern()).skip(1).anyMatch(
            part -> part instanceof PatternNode.Sequence(var elements, _) && isGroup(elements.getFirst()))),

    /** Flink forgets an absence at the end of a group, or behind which there is only what may be left out. */
    ABSENCE_AT_THE_END_OF_A_PLAIN_GROUP(of -> PatternParts.of(of.pattern()).skip(1).anyMatch(
            part -> part instanceof PatternNode.Sequence(var elements, _) && mayEndWithAbsence(elements))),

    /** In Flink an exact count is not greedy, even where it may be left out. */
    GREEDY_OPTION_OF_AN_EXACT_COUNT(of -> PatternParts.anyRepeated(of.pattern(), KnownDifference::isExactAndGreedy)),

    /** Flink tells a match once for each way in which the group can be left out. */
    OPTIONAL_GROUP_THAT_CAN_BE_EMPTY(of -> PatternParts.anyRepeated(of.pattern(),
            repeated -> FlinkPattern.isOptional(repeated) && isGroup(repeated)
                    && PatternParts.isOptional(repeated.body()))),

    /**
     * In Flink a run counts as one that only an absence keeps from being complete once a further event has passed by;
     * if none does, it times out instead of matching. In ours it matches.
     */
    CLOSING_ABSENCE_AFTER_WHAT_MAY_GO_ON(of -> of.pattern() instanceof PatternNode.Sequence(var elements, _)
            && elements.getLast() instanceof PatternNode.Absence
            && !(elements.get(elements.size() - 2) instanceof PatternNode.Variable));

    private final Predicate<FuzzCase> test;

    KnownDifference(Predicate<FuzzCase> test) {
        this.test = test;
    }

    /** The first that holds. */
    static Optional<KnownDifference> of(FuzzCase of) {
        return Stream.of(values()).filter(difference -> difference.test.test(of)).findFirst();
    }

    private static boolean isGroupThatBeginsWithWords(PatternNode node) {
        return node instanceof PatternNode.Sequence(var elements, _)
                && (PatternParts.beginning(elements.getFirst()).anyMatch(
                        head -> head.inner() != Contiguity.SKIP_TILL_NEXT)
                        || isGroupThatBeginsWithWords(elements.getFirst()));
    }

    private static boolean mayEndWithAbsence(List<PatternNode> elements) {
        for (var element : elements.reversed()) {
            if (element instanceof PatternNode.Absence || !PatternParts.isOptional(element)) {
                return element instanceof PatternNode.Absence;
            }
        }
        return false;
    }

    private static boolean isExactAndGreedy(PatternNode.Repeated repeated) {
        return repeated.greedy() && repeated.max().equals(OptionalInt.of(Math.max(1, repeated.min())));
    }

    /** Whether Flink needs a group for it: it has no repetition of a repetition. */
    private static boolean isGroup(PatternNode node) {
        return node instanceof PatternNode.Sequence || node instanceof PatternNode.Repeated repeated
                && (repeated.body() instanceof PatternNode.Repeated || isGroup(repeated.body()));
    }

    private static boolean hasGapBesideRepetition(PatternNode.Sequence sequence) {
        for (int i = 0; i < sequence.links().size(); i++) {
            if (sequence.links().get(i).gap().isPresent()
                    && !(PatternParts.isSingle(sequence.elements().get(i))
                            && PatternParts.isSingle(sequence.elements().get(i + 1)))) {
                return true;
            }
        }
        return false;
    }
}
