package io.millrace.expressions.pattern;

import io.millrace.expressions.EvaluationException;
import io.millrace.pattern.Branch;
import io.millrace.pattern.MatchId;
import io.millrace.pattern.MatchId.MatchedEvent;
import io.millrace.pattern.Outcome;
import io.millrace.result.CapturedEvent;
import io.millrace.result.DroppedRun;
import io.millrace.result.OpenRun;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Turns what came of a run into the records that are published and kept. The same run gives the same records, whoever
 * matched it. Thread-safe as far as the receiver of failures is.
 */
public final class BehaviourResults {

    private final Consumer<String> failures;

    /** Whose runs they are. */
    public record Owner(String pattern, long version, String tenantId, String key) {}

    /**
     * @param failures
     *            gets the pattern's name for every measure that fails
     */
    public BehaviourResults(Consumer<String> failures) {
        this.failures = failures;
    }

    /** A match with its measures; one that fails or is absent is left out. */
    public PatternMatch match(CompiledBehaviour pattern, Owner owner, Outcome.Match<? extends PatternEvent> match) {
        return new PatternMatch(id(owner, match.captured()), owner.pattern(), owner.version(), owner.tenantId(),
                owner.key(), Instant.ofEpochMilli(match.startMillis()), Instant.ofEpochMilli(match.endMillis()),
                captured(match.captured()), measures(pattern, owner, match));
    }

    /** A timeout. */
    public PatternTimeout timeout(Owner owner, Outcome.Timeout<? extends PatternEvent> timeout) {
        return new PatternTimeout(id(owner, timeout.captured()), owner.pattern(), owner.version(), owner.tenantId(),
                owner.key(), Instant.ofEpochMilli(timeout.startMillis()),
                Instant.ofEpochMilli(timeout.deadlineMillis()), timeout.waitingFor(), captured(timeout.captured()));
    }

    /** A run that was dropped. */
    public DroppedRun dropped(Owner owner, Outcome.Overflow<? extends PatternEvent> overflow) {
        return new DroppedRun(id(owner, overflow.captured()), owner.pattern(), owner.version(), owner.tenantId(),
                owner.key(), Instant.ofEpochMilli(overflow.startMillis()),
                Instant.ofEpochMilli(overflow.droppedAtMillis()), overflow.waitingFor(),
                captured(overflow.captured()));
    }

    /** A run that can still be completed. */
    public static OpenRun open(Owner owner, Branch<? extends PatternEvent> branch) {
        return new OpenRun(owner.pattern(), owner.version(), owner.tenantId(), owner.key(),
                String.join(" | ", branch.awaited()), Instant.ofEpochMilli(branch.startMillis()),
                instant(branch.deadlineMillis()), captured(branch.captured()));
    }

    /** Captured events as they stand in results. */
    public static Map<String, List<CapturedEvent>> captured(
            Map<String, ? extends List<? extends PatternEvent>> events) {
        var captured = new LinkedHashMap<String, List<CapturedEvent>>();
        events.forEach(
                (variable, taken) -> captured.put(variable, taken.stream().map(PatternEvent::captured).toList()));
        return captured;
    }

    private static Instant instant(OptionalLong millis) {
        return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
    }

    private static String id(Owner owner, Map<String, ? extends List<? extends PatternEvent>> events) {
        var matched = new ArrayList<MatchedEvent>();
        events.forEach((variable, taken) -> taken.forEach(
                event -> matched.add(new MatchedEvent(variable, event.eventId(), event.timestampMillis()))));
        return MatchId.of(owner.pattern(), owner.version(), owner.tenantId() + "/" + owner.key(), matched);
    }

    private Map<String, Object> measures(CompiledBehaviour pattern, Owner owner,
            Outcome.Match<? extends PatternEvent> match) {
        if (pattern.measures().isEmpty()) {
            return Map.of();
        }
        var variables = MatchVariables.ofMatch(owner.key(), match.captured(), match.startMillis(), match.endMillis());
        var measures = new LinkedHashMap<String, Object>();
        pattern.measures().forEach((name, expression) -> {
            try {
                var value = jsonValue(expression.evaluate(variables));
                if (value != null) {
                    measures.put(name, value);
                }
            } catch (EvaluationException _) {
                failures.accept(pattern.name());
            }
        });
        return measures;
    }

    /** A measure as it stands in JSON: a duration in seconds; null for what JSON has no number for. */
    private static Object jsonValue(Object value) {
        return switch (value) {
            case null -> null;
            case Double number when !Double.isFinite(number) -> null;
            case Duration duration -> duration.toMillis() / 1000.0;
            case String _,Number _,Boolean _,Instant _,Map<?, ?> _,List<?> _ -> value;
            default -> value.toString();
        };
    }

}
