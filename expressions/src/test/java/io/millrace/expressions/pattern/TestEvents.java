package io.millrace.expressions.pattern;

import io.millrace.definition.DefinitionReader;
import io.millrace.event.Event;
import io.millrace.pattern.Outcome;
import io.millrace.pattern.PatternMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events of one user, and what a pattern makes of them. */
final class TestEvents {

    static final Instant START = Instant.parse("2024-01-01T10:00:00Z");

    private TestEvents() {}

    static PatternEvent event(String id, String type, Map<String, Object> data) {
        return event(id, type, 0, data);
    }

    static PatternEvent event(String id, String type, long second, Map<String, Object> data) {
        var at = START.plusSeconds(second);
        return PatternEvent.of(
                new Event(id, type, "shop", "u1", null, "s1", at, at, null, null, data, Map.of(), Map.of(),
                        Map.of()));
    }

    static CompiledBehaviour compile(String yaml) {
        return BehaviourCompiler.compile(DefinitionReader.readAll(yaml).getFirst(), 3);
    }

    /** The ids of the events of each match, by variable in the order of the pattern. */
    static List<List<String>> matches(CompiledBehaviour pattern, PatternEvent... events) {
        return outcomes(pattern, List.of(events)).stream().filter(Outcome.Match.class::isInstance).map(
                outcome -> ids((Outcome.Match<PatternEvent>) outcome)).toList();
    }

    static List<Outcome<PatternEvent>> outcomes(CompiledBehaviour pattern, List<PatternEvent> events) {
        var matcher = PatternMatcher.of(pattern.pattern());
        var outcomes = new ArrayList<Outcome<PatternEvent>>();
        var state = matcher.newState();
        for (var event : events) {
            matcher.onEvent(state, event, event.timestampMillis(), outcomes::add);
        }
        return outcomes;
    }

    private static List<String> ids(Outcome.Match<PatternEvent> match) {
        return match.captured().values().stream().flatMap(List::stream).map(PatternEvent::eventId).toList();
    }

}
