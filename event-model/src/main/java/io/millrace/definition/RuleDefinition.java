package io.millrace.definition;

import java.util.List;
import java.util.Map;

/**
 * An alert rule.
 *
 * @param severity
 *            {@code info}, {@code warning} or {@code critical}
 * @param when
 *            what makes it fire
 * @param holdFor
 *            how long the condition must hold before it fires ({@code for}); null for at once
 * @param cooldown
 *            how long after a firing was resolved the next one stays quiet; null for none
 * @param message
 *            template: {@code {{service}}: {{value}} errors}
 * @param channels
 *            names of channels
 */
public record RuleDefinition(String name, String description, String severity, Condition when, String holdFor,
        String cooldown, String message, List<String> channels) implements Definition {

    /** What makes a rule fire. */
    public sealed interface Condition {}

    /**
     * A window of a metric passes a threshold; one alert per series.
     *
     * @param window
     *            name of one of the metric's windows ({@code 1m}, {@code 10m@10s})
     * @param by
     *            the metric's dimensions, in any order; empty for the metric's own
     * @param op
     *            {@code >}, {@code >=}, {@code <}, {@code <=}, {@code ==} or {@code !=}
     */
    public record Threshold(String metric, String window, String aggregate, List<String> by, String op,
            double threshold) implements Condition {}

    /**
     * A pattern matched (or timed out); one alert per key.
     *
     * @param on
     *            {@code match} or {@code timeout}
     */
    public record PatternSeen(String pattern, String on) implements Condition {}

    @Override
    public DefinitionKind kind() {
        return DefinitionKind.RULE;
    }

    @Override
    public Map<String, Object> toTree() {
        var condition = switch (when) {
            case Threshold(var metric, var window, var aggregate, var by, var op, var threshold) -> Tree.of("metric",
                    metric, "window", window, "aggregate", aggregate, "by", by, "op", op, "threshold", threshold);
            case PatternSeen(var pattern, var on) -> Tree.of("pattern", pattern, "on", on);
        };
        return Tree.of("name", name, "description", description, "severity", severity, "when", condition, "for",
                holdFor, "cooldown", cooldown, "message", message, "notify", channels);
    }

}
