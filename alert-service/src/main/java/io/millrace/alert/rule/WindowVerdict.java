package io.millrace.alert.rule;

import io.millrace.alert.lifecycle.Observation;
import io.millrace.expressions.rule.CompiledRule.RuleCondition.Threshold;
import io.millrace.result.WindowResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a window says of a threshold rule. */
sealed interface WindowVerdict {

    /** The condition holds. */
    record Holds(Observation seen) implements WindowVerdict {}

    /** The window is closed and the condition does not hold. */
    record DoesNotHold(Instant windowEnd, String reason) implements WindowVerdict {}

    /** The window is still open and may yet go either way. */
    record TooEarly() implements WindowVerdict {}

    /** Judges a window. */
    static WindowVerdict of(Threshold threshold, WindowResult window, long wallMillis) {
        if (!window.isFinal() && !canOnlyGetWorse(threshold)) {
            return new TooEarly();
        }
        var value = window.values().get(threshold.aggregate());
        if (value != null && threshold.comparison().holds(value, threshold.threshold())) {
            return new Holds(observation(threshold, window, value, wallMillis));
        }
        if (!window.isFinal()) {
            return new TooEarly();
        }
        return new DoesNotHold(window.end(), value == null
                ? "there is no value in the window ending " + window.end()
                : "%s is %s in the window ending %s".formatted(threshold.aggregate(), text(value), window.end()));
    }

    /** Whether a condition that holds for an open window will hold when it closes, whatever else comes in. */
    private static boolean canOnlyGetWorse(Threshold threshold) {
        return switch (threshold.comparison()) {
            case GREATER, GREATER_OR_EQUAL -> switch (threshold.aggregate()) {
                case "count", "max" -> true;
                default -> false;
            };
            case LESS, LESS_OR_EQUAL -> threshold.aggregate().equals("min");
            case EQUAL, NOT_EQUAL -> false;
        };
    }

    private static Observation observation(Threshold threshold, WindowResult window, double value, long wallMillis) {
        Map<String, String> texts = new LinkedHashMap<>(window.group());
        texts.put("metric", threshold.metric());
        texts.put("window", threshold.window());
        texts.put("aggregate", threshold.aggregate());
        texts.put("value", text(value));
        texts.put("threshold", text(threshold.threshold()));
        texts.put("start", window.start().toString());
        texts.put("end", window.end().toString());
        var heldAt = window.isFinal() ? window.end() : window.lastEventAt();
        return new Observation(window.tenantId(), window.group(), value, threshold.threshold(), heldAt, heldAt, texts,
                wallMillis);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.valueOf(Math.round(value * 1e4) / 1e4);
    }

}
