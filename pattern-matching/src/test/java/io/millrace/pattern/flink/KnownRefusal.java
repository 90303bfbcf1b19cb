package io.millrace.pattern.flink;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.PatternNode;
import io.millrace.pattern.SkipStrategy;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Patterns that only one side takes, and why. */
enum KnownRefusal {

    /** Such a loop would keep events for ever, which we don't offer. */
    LOOP_WITHOUT_A_BOUND(Side.OURS, of -> of.within().isEmpty() && PatternParts.anyRepeated(of.pattern(),
            repeated -> repeated.max().isEmpty() && repeated.until().isEmpty())),

    /** Flink forgets such an absence without a word. */
    ABSENCE_AT_THE_END_OF_A_GROUP(Side.OURS, of -> PatternParts.anySequence(of.pattern(),
            sequence -> sequence != of.pattern() && sequence.elements().getLast() instanceof PatternNode.Absence)),

    /** Flink forgets such a limit without a word. */
    GAP_BEFORE_AN_ABSENCE_IN_THE_MIDDLE(Side.OURS, of -> PatternParts.anySequence(of.pattern(),
            KnownRefusal::hasGapBeforeInnerAbsence)),

    /** We want it to be said outside: {@code (a | b)?}. */
    ALTERNATIVE_THAT_CAN_BE_EMPTY(Side.OURS,
            of -> PatternParts.of(of.pattern()).flatMap(PatternParts::choices).anyMatch(
                    PatternParts::isOptional)),

    /** Flink takes the group for one that may be empty in any case. */
    REPETITION_OF_WHAT_CAN_BE_EMPTY(Side.OURS, of -> PatternParts.anyRepeated(of.pattern(),
            repeated -> PatternParts.isOptional(repeated.body()))),

    /** Flink overlooks it when the optional element is written {0,n} or stands in a group. */
    OPTIONAL_AFTER_GREEDY(Side.OURS, of -> PatternParts.anyRepeated(of.pattern(), PatternNode.Repeated::greedy)
            && PatternParts.anyRepeated(of.pattern(), PatternParts::isOptional)),

    /** Flink does not look into the group. */
    ABSENCE_AFTER_A_GROUP_THAT_ENDS_OPTIONAL(Side.OURS, of -> PatternParts.anySequence(of.pattern(),
            KnownRefusal::hasAbsenceAfterOptionalEnd)),

    /** It means {0,1} greedy, which Flink takes. */
    GREEDY_QUESTION_MARK(Side.FLINK, of -> PatternParts.anyRepeated(of.pattern(),
            repeated -> FlinkPattern.isOptional(repeated) && repeated.greedy())),

    /** It means the same as optional once. */
    OPTIONAL_TWICE(Side.FLINK, of -> PatternParts.anyRepeated(of.pattern(),
            repeated -> FlinkPattern.isOptional(repeated) && PatternParts.isOptional(repeated.body()))),

    /** Flink looks for the variable in the outermost sequence only. */
    SKIP_TO_A_VARIABLE_OF_A_GROUP(Side.FLINK, of -> skipTarget(of.skip()).filter(
            variable -> !isOutermost(of.pattern(), variable)).isPresent()),

    /** They are without effect. */
    WORDS_AFTER_A_QUESTION_MARK(Side.FLINK, of -> PatternParts.anyRepeated(of.pattern(),
            repeated -> FlinkPattern.isOptional(repeated) && repeated.inner() != Contiguity.SKIP_TILL_NEXT)),

    /** It is without effect. */
    GAP_LONGER_THAN_THE_WINDOW(Side.FLINK, of -> of.within().isPresent() && PatternParts.anySequence(of.pattern(),
            sequence -> sequence.links().stream().anyMatch(link -> link.gap().isPresent()
                    && link.gap().get().toMillis() > of.within().getAsLong())));

    /** Who refuses. */
    enum Side {
        FLINK,
        OURS
    }

    private final Side side;
    private final Predicate<FuzzCase> test;

    KnownRefusal(Side side, Predicate<FuzzCase> test) {
        this.side = side;
        this.test = test;
    }

    /** The first reason for which a side refuses a case. */
    static Optional<KnownRefusal> of(Side side, FuzzCase of) {
        return Stream.of(values()).filter(refusal -> refusal.side == side && refusal.test.test(of)).findFirst();
    }

    private static boolean hasGapBeforeInnerAbsence(PatternNode.Sequence sequence) {
        for (int i = 0; i < sequence.links().size() - 1; i++) {
            if (sequence.links().get(i).gap().isPresent()
                    && sequence.elements().get(i + 1) instanceof PatternNode.Absence) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAbsenceAfterOptionalEnd(PatternNode.Sequence sequence) {
        for (int i = 0; i < sequence.links().size(); i++) {
            if (sequence.elements().get(i) instanceof PatternNode.Sequence group
                    && PatternParts.isOptional(PatternParts.last(group))
                    && sequence.elements().get(i + 1) instanceof PatternNode.Absence) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> skipTarget(SkipStrategy skip) {
        return switch (skip) {
            case SkipStrategy.PastLast _,SkipStrategy.NextRow _,SkipStrategy.None _ -> Optional.empty();
            case SkipStrategy.ToFirst(var variable) -> Optional.of(variable);
            case SkipStrategy.ToLast(var variable) -> Optional.of(variable);
        };
    }

    private static boolean isOutermost(PatternNode pattern, String variable) {
        var elements = pattern instanceof PatternNode.Sequence sequence
                ? sequence.elements().stream()
                : Stream.of(pattern);
        return elements.anyMatch(element -> variable(element).equals(Optional.of(variable)));
    }

    private static Optional<String> variable(PatternNode element) {
        return switch (element) {
            case PatternNode.Variable(var name) -> Optional.of(name);
            case PatternNode.Repeated repeated when FlinkPattern.isOptional(repeated)
                    || repeated.body() instanceof PatternNode.Variable ->
                variable(repeated.body());
            case PatternNode.Repeated _ -> Optional.empty();
            case PatternNode.Absence _,PatternNode.Sequence _,PatternNode.Alternation _,PatternNode.AnyOrder _ ->
                Optional.empty();
        };
    }
}
