package io.millrace.cep.result;

import io.millrace.cep.CepMeters;
import io.millrace.cep.state.RunKey;
import io.millrace.event.Event;
import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.pattern.CompiledBehaviour;
import io.millrace.expressions.pattern.MatchVariables;
import io.millrace.pattern.MatchId;
import io.millrace.pattern.MatchId.MatchedEvent;
import io.millrace.pattern.Outcome;
import io.millrace.result.CapturedEvent;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what came of a run into the record that is published and kept. Thread-safe. */
public final class Results {

    private final CepMeters meters;

    public Results(CepMeters meters) {
        this.meters = meters;
    }

    /** A match with its measures; one that fails or is absent is left out. */
    public PatternMatch match(CompiledBehaviour pattern, RunKey key, Outcome.Match<Event> match) {
        return new PatternMatch(id(key, match.captured()), key.pattern(), key.version(), key.tenantId(), key.key(),
                Instant.ofEpochMilli(match.startMillis()), Instant.ofEpochMilli(match.endMillis()),
                captured(match.captured()), measures(pattern, key, match));
    }

    /** A timeout. */
    public PatternTimeout timeout(RunKey key, Outcome.Timeout<Event> timeout) {
        return new PatternTimeout(id(key, timeout.captured()), key.pattern(), key.version(), key.tenantId(),
                key.key(), Instant.ofEpochMilli(timeout.startMillis()),
                Instant.ofEpochMilli(timeout.deadlineMillis()), timeout.waitingFor(), captured(timeout.captured()));
    }

    /** A run that was dropped. */
    public DroppedRun dropped(RunKey key, Outcome.Overflow<Event> overflow) {
        return new DroppedRun(id(key, overflow.captured()), key.pattern(), key.version(), key.tenantId(), key.key(),
                Instant.ofEpochMilli(overflow.startMillis()), Instant.ofEpochMilli(overflow.droppedAtMillis()),
                overflow.waitingFor(), captured(overflow.captured()));
    }

    /** Captured events as they stand in results. */
    public static Map<String, List<CapturedEvent>> captured(Map<String, List<Event>> events) {
        var captured = new LinkedHashMap<String, List<CapturedEvent>>();
        events.forEach((variable, taken) -> captured.put(variable, taken.stream().map(CapturedEvent::of).toList()));
        return captured;
    }

    private static String id(RunKey key, Map<String, List<Event>> events) {
        var matched = new ArrayList<MatchedEvent>();
        events.forEach((variable, taken) -> taken.forEach(
                event -> matched.add(new MatchedEvent(variable, event.eventId(), event.timestampMillis()))));
        return MatchId.of(key.pattern(), key.version(), key.tenantId() + "/" + key.key(), matched);
    }

    private Map<String, Object> measures(CompiledBehaviour pattern, RunKey key, Outcome.Match<Event> match) {
        if (pattern.measures().isEmpty()) {
            return Map.of();
        }
        var variables = MatchVariables.ofMatch(key.key(), match.captured(), match.startMillis(), match.endMillis());
        var measures = new LinkedHashMap<String, Object>();
        pattern.measures().forEach((name, expression) -> {
            try {
                var value = jsonValue(expression.evaluate(variables));
                if (value != null) {
                    measures.put(name, value);
                }
            } catch (EvaluationException _) {
                meters.expressionFailed(pattern.name());
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
