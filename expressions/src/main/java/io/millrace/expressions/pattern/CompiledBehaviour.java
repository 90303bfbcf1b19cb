package io.millrace.expressions.pattern;

import io.millrace.event.Event;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.pattern.CompiledPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A pattern definition, ready to run. Immutable and thread-safe.
 *
 * @param key
 *            what the stream is matched per
 * @param pattern
 *            for the matcher
 * @param takes
 *            the event types of its variables
 * @param needsEveryEvent
 *            whether events that no variable takes matter too, as they do where one event must follow another directly
 * @param grace
 *            how long events are held back to be put in order
 * @param measures
 *            result name to expression over {@link MatchVariables}
 * @param retention
 *            how long results stay readable
 */
public record CompiledBehaviour(String name, long version, Expression key, CompiledPattern<Event> pattern,
        List<EventTypes> takes, boolean needsEveryEvent, Duration grace, Map<String, Expression> measures,
        Duration retention) {

    /** Whether an event of that type can matter to the pattern. */
    public boolean concerns(Event event) {
        if (needsEveryEvent) {
            return true;
        }
        for (var types : takes) {
            if (types.include(event.eventType())) {
                return true;
            }
        }
        return false;
    }

}
