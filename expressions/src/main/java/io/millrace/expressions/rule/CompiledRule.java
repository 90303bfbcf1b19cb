package io.millrace.expressions.rule;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * An alert rule, ready to run. Immutable and thread-safe.
 *
 * @param holdFor
 *            how long the condition must hold before the alert fires
 * @param cooldown
 *            how long after it was resolved the next firing stays quiet
 */
public record CompiledRule(String name, long version, String severity, RuleCondition condition, Duration holdFor,
        Duration cooldown, MessageTemplate message, List<String> channels) {

    /** What makes the rule fire. */
    public sealed interface RuleCondition {

        /**
         * A window's aggregate passes a threshold.
         *
         * @param dimensions
         *            what the series are by that it looks at: the metric's own dimensions or those of a roll-up
         * @param windowSize
         *            length of the window
         * @param grace
         *            how long after its end it is closed
         */
        record Threshold(String metric, String window, Set<String> dimensions, Duration windowSize, Duration grace,
                String aggregate, Comparison comparison, double threshold) implements RuleCondition {}

        /** A pattern matched. */
        record Matched(String pattern) implements RuleCondition {}

        /** A pattern ran out of time. */
        record TimedOut(String pattern) implements RuleCondition {}
    }

}
