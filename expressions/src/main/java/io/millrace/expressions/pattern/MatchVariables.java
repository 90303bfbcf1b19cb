package io.millrace.expressions.pattern;

import io.millrace.event.EventField;
import io.millrace.expressions.MatchExpressions;
import io.millrace.expressions.Variables;
import io.millrace.pattern.Captured;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What expressions over a match see: each pattern variable as the fields of its last event, with {@code first} and
 * {@code last} beside them, and for aggregates all of its events; for measures also {@code key}, {@code start},
 * {@code end}, {@code duration_s} and {@code duration_ms}.
 */
public final class MatchVariables {

    private MatchVariables() {}

    /** The variables of a finished match. */
    public static <E extends PatternEvent> Variables ofMatch(String key, Map<String, List<E>> events, long startMillis,
            long endMillis) {
        var variables = new HashMap<String, Object>();
        events.forEach((variable, taken) -> variables.put(variable, TakenEvents.of(taken)));
        variables.put("key", key);
        variables.put("start", Instant.ofEpochMilli(startMillis));
        variables.put("end", Instant.ofEpochMilli(endMillis));
        variables.put("duration_ms", endMillis - startMillis);
        variables.put("duration_s", (endMillis - startMillis) / 1000.0);
        return name -> MatchExpressions.variableOf(name).<Object>map(
                variable -> EventFields.each(events.getOrDefault(variable, List.of()))).orElseGet(
                        () -> variables.get(name));
    }

    /**
     * What the condition of {@code variable} sees: the fields of the event at hand, which is also what its own name
     * means, and what was taken before, under its own name too where that is asked for as a whole.
     */
    static Variables ofCondition(String variable, PatternEvent event, Captured<? extends PatternEvent> captured) {
        return name -> {
            var field = EventField.named(name);
            if (field != null) {
                return field.of(event.event());
            }
            if (name.equals(variable)) {
                return TakenEvents.of(event);
            }
            return MatchExpressions.variableOf(name).<Object>map(
                    all -> EventFields.each(captured.events(all))).orElseGet(
                            () -> TakenEvents.of(captured.events(name)));
        };
    }

    /** What is true of a run alone, whatever the event at hand. */
    static Variables ofCaptured(Captured<? extends PatternEvent> captured) {
        return name -> MatchExpressions.variableOf(name).<Object>map(
                all -> EventFields.each(captured.events(all))).orElseGet(() -> TakenEvents.of(captured.events(name)));
    }

}
