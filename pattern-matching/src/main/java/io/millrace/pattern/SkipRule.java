package io.millrace.pattern;

import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** Applies a {@link SkipStrategy} to runs. */
final class SkipRule {

    private SkipRule() {}

    /** The runs that a match drops. */
    static <E> Predicate<Run<E>> droppedBy(Run<E> match, SkipStrategy strategy) {
        return switch (strategy) {
            case SkipStrategy.None _ -> _ -> false;
            case SkipStrategy.PastLast _ -> run -> run.startPosition() <= match.lastPosition();
            case SkipStrategy.NextRow _ -> run -> run.startPosition() == match.startPosition();
            case SkipStrategy.ToFirst(var variable) -> startedBefore(positions(match, variable).min());
            case SkipStrategy.ToLast(var variable) -> startedBefore(positions(match, variable).max());
        };
    }

    private static <E> Predicate<Run<E>> startedBefore(OptionalLong position) {
        return run -> position.isPresent() && run.startPosition() < position.getAsLong();
    }

    private static LongStream positions(Run<?> match, String variable) {
        return match.captured().stream().filter(taken -> taken.variable().equals(variable)).mapToLong(
                CapturedEvent::position);
    }
}
