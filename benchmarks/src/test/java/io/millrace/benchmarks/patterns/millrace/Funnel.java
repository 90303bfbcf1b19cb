package io.millrace.benchmarks.patterns.millrace;

import io.millrace.benchmarks.patterns.load.Step;
import io.millrace.benchmarks.patterns.run.MatchCount;
import io.millrace.benchmarks.patterns.run.Order;
import io.millrace.pattern.Condition;
import io.millrace.pattern.Outcome;
import io.millrace.pattern.PatternCompiler;
import io.millrace.pattern.PatternMatcher;
import io.millrace.pattern.PatternOptions;
import io.millrace.pattern.PatternParser;
import io.millrace.pattern.SkipStrategy;
import java.time.Duration;
import java.util.Map;

/** The pattern of the benchmark: somebody views, puts in the cart and purchases. */
final class Funnel {

    private Funnel() {}

    static PatternMatcher<Step> matcher(boolean skipsPastLast, Duration within, int maxOpenRuns) {
        var options = PatternOptions.defaults().within(within).skipping(
                skipsPastLast ? new SkipStrategy.PastLast() : new SkipStrategy.None()).openRunsUpTo(
                        maxOpenRuns).keptEventsUpTo(4 * maxOpenRuns);
        Map<String, Condition<Step>> conditions = Map.of("view", type(Step.VIEW), "cart", type(Step.CART), "purchase",
                type(Step.PURCHASE));
        return PatternMatcher.of(
                PatternCompiler.compile(PatternParser.parse("view -> cart -> purchase"), conditions, options));
    }

    static PatternMatcher<Step> matcher(Order order) {
        return matcher(order.skipsPastLast(), Order.WITHIN, PatternOptions.DEFAULT_MAX_OPEN_RUNS);
    }

    static void count(Outcome<Step> outcome, MatchCount found) {
        switch (outcome) {
            case Outcome.Match<Step> match -> found.add(index(match, "view"), index(match, "cart"),
                    index(match, "purchase"));
            case Outcome.Timeout<Step> _ -> {
            }
            case Outcome.Overflow<Step> overflow -> throw new IllegalStateException("overflow: " + overflow);
        }
    }

    private static long index(Outcome.Match<Step> match, String variable) {
        return match.captured().get(variable).getFirst().index;
    }

    private static Condition<Step> type(int type) {
        return Condition.onEvent(step -> step.type == type);
    }

}
