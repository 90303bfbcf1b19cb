package io.millrace.pattern.flink;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.Link;
import io.millrace.pattern.PatternNode;
import io.millrace.pattern.SkipStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.WithinType;

/** Says a pattern of ours in Flink's API. */
public final class FlinkPattern {

    private final Map<String, SignalTest> tests;
    private final AfterMatchSkipStrategy skip;
    private int absences;

    private FlinkPattern(Map<String, SignalTest> tests, SkipStrategy skip) {
        this.tests = tests;
        this.skip = strategy(skip);
    }

    /**
     * The pattern with its conditions, skip strategy and window.
     *
     * @throws InexpressibleException when Flink's API has no words for it
     * @throws RuntimeException Flink's own, of several types, when it refuses the pattern
     */
    public static Pattern<Signal, Signal> of(PatternNode node, Map<String, SignalTest> tests, SkipStrategy skip,
            Optional<Duration> within) {
        return new FlinkPattern(tests, skip).sequence(node).within(within.orElse(null));
    }

    static AfterMatchSkipStrategy strategy(SkipStrategy skip) {
        return switch (skip) {
            case SkipStrategy.PastLast _ -> AfterMatchSkipStrategy.skipPastLastEvent();
            case SkipStrategy.NextRow _ -> AfterMatchSkipStrategy.skipToNext();
            case SkipStrategy.None _ -> AfterMatchSkipStrategy.noSkip();
            case SkipStrategy.ToFirst(var variable) -> AfterMatchSkipStrategy.skipToFirst(variable);
            case SkipStrategy.ToLast(var variable) -> AfterMatchSkipStrategy.skipToLast(variable);
        };
    }

    private Pattern<Signal, Signal> sequence(PatternNode node) {
        List<PatternNode> elements = node instanceof PatternNode.Sequence sequence
                ? sequence.elements()
                : List.of(node);
        Pattern<Signal, Signal> pattern = element(elements.getFirst(), new Beginning());
        for (int i = 1; i < elements.size(); i++) {
            Link link = ((PatternNode.Sequence) node).links().get(i - 1);
            PatternNode element = elements.get(i);
            pattern = element(element, new Following(pattern, link.contiguity()));
            if (link.gap().isPresent()) {
                requireGapGoesBefore(element);
                pattern.within(link.gap().get(), WithinType.PREVIOUS_AND_CURRENT);
            }
        }
        return pattern;
    }

    private Pattern<Signal, Signal> element(PatternNode element, Place place) {
        return switch (element) {
            case PatternNode.Variable(var name) -> place.variable(name).where(condition(name));
            case PatternNode.Absence(var name) -> place.absence("no" + absences++).where(condition(name));
            case PatternNode.Sequence _ -> place.group(sequence(element));
            case PatternNode.Repeated repeated -> repeated(repeated, place);
            case PatternNode.Alternation _,PatternNode.AnyOrder _ ->
                throw new InexpressibleException("Flink has no alternation and no any order");
        };
    }

    private Pattern<Signal, Signal> repeated(PatternNode.Repeated repeated, Place place) {
        if (isOptional(repeated) && !(repeated.body() instanceof PatternNode.Variable) && hasWords(repeated)) {
            throw new InexpressibleException("in Flink words after the '?' of a loop or group belong to that");
        }
        Pattern<Signal, Signal> once = repeated.body() instanceof PatternNode.Repeated && !isOptional(repeated)
                ? place.group(sequence(repeated.body()))
                : element(repeated.body(), place);
        Pattern<Signal, Signal> counted = counted(once, repeated);
        switch (repeated.inner()) {
            case STRICT -> counted.consecutive();
            case SKIP_TILL_NEXT -> {
            }
            case SKIP_TILL_ANY -> counted.allowCombinations();
        }
        if (repeated.greedy()) {
            counted.greedy();
        }
        repeated.until().ifPresent(name -> counted.until(condition(name)));
        return counted;
    }

    private static Pattern<Signal, Signal> counted(Pattern<Signal, Signal> once, PatternNode.Repeated repeated) {
        int min = repeated.min();
        OptionalInt max = repeated.max();
        if (isOptional(repeated)) {
            return once.optional();
        }
        if (max.isEmpty()) {
            return switch (min) {
                case 0 -> once.oneOrMore().optional();
                case 1 -> once.oneOrMore();
                default -> once.timesOrMore(min);
            };
        }
        return min == max.getAsInt() ? once.times(min) : once.times(min, max.getAsInt());
    }

    private static boolean hasWords(PatternNode.Repeated repeated) {
        return repeated.greedy() || repeated.inner() != Contiguity.SKIP_TILL_NEXT || repeated.until().isPresent();
    }

    static boolean isOptional(PatternNode.Repeated repeated) {
        return repeated.min() == 0 && repeated.max().equals(OptionalInt.of(1));
    }

    private static void requireGapGoesBefore(PatternNode element) {
        boolean single = switch (element) {
            case PatternNode.Variable _,PatternNode.Absence _ -> true;
            case PatternNode.Repeated repeated ->
                isOptional(repeated) && repeated.body() instanceof PatternNode.Variable;
            case PatternNode.Sequence _,PatternNode.Alternation _,PatternNode.AnyOrder _ -> false;
        };
        if (!single) {
            throw new InexpressibleException("in Flink a gap before a loop or group means something else");
        }
    }

    private FlinkCondition condition(String name) {
        return new FlinkCondition(tests.get(name));
    }

    /** Where an element is put. */
    private sealed interface Place {

        Pattern<Signal, Signal> variable(String name);

        Pattern<Signal, Signal> absence(String name);

        Pattern<Signal, Signal> group(Pattern<Signal, Signal> body);
    }

    /** At the head of a pattern or group. */
    private final class Beginning implements Place {

        @Override
        public Pattern<Signal, Signal> variable(String name) {
            return Pattern.begin(name, skip);
        }

        @Override
        public Pattern<Signal, Signal> absence(String name) {
            throw new InexpressibleException("Flink can't begin with an absence");
        }

        @Override
        public Pattern<Signal, Signal> group(Pattern<Signal, Signal> body) {
            return Pattern.begin(body, skip);
        }
    }

    /** After another element. */
    private record Following(Pattern<Signal, Signal> previous, Contiguity link) implements Place {

        @Override
        public Pattern<Signal, Signal> variable(String name) {
            return switch (link) {
                case STRICT -> previous.next(name);
                case SKIP_TILL_NEXT -> previous.followedBy(name);
                case SKIP_TILL_ANY -> previous.followedByAny(name);
            };
        }

        @Override
        public Pattern<Signal, Signal> absence(String name) {
            return switch (link) {
                case STRICT -> previous.notNext(name);
                case SKIP_TILL_NEXT -> previous.notFollowedBy(name);
                case SKIP_TILL_ANY -> throw new InexpressibleException("Flink has no '->>' before an absence");
            };
        }

        @Override
        public Pattern<Signal, Signal> group(Pattern<Signal, Signal> body) {
            return switch (link) {
                case STRICT -> previous.next(body);
                case SKIP_TILL_NEXT -> previous.followedBy(body);
                case SKIP_TILL_ANY -> previous.followedByAny(body);
            };
        }
    }
}
