package io.millrace.expressions.pattern;

import io.millrace.event.Event;
import io.millrace.expressions.Variables;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What expressions over a match see: each pattern variable as the fields of its last event, with {@code first} and
 * {@code last} beside them; for measures also {@code key}, {@code start}, {@code end}, {@code duration_s} and
 * {@code duration_ms}.
 */
public final class MatchVariables {

    private MatchVariables() {}

    /** The variables of a finished match. */
    public static Variables ofMatch(String key, Map<String, List<Event>> events, long startMillis, long endMillis) {
        var variables = new HashMap<String, Object>();
        events.forEach((variable, taken) -> variables.put(variable, view(taken)));
        variables.put("key", key);
        variables.put("start", Instant.ofEpochMilli(startMillis));
        variables.put("end", Instant.ofEpochMilli(endMillis));
        variables.put("duration_ms", endMillis - startMillis);
        variables.put("duration_s", (endMillis - startMillis) / 1000.0);
        return Variables.of(variables);
    }

    /** A variable's events as one object; null when it has taken none. */
    static Map<String, Object> view(List<Event> taken) {
        if (taken.isEmpty()) {
            return null;
        }
        var last = taken.getLast().fields();
        var view = new HashMap<>(last);
        view.put("first", taken.getFirst().fields());
        view.put("last", last);
        return view;
    }

}
