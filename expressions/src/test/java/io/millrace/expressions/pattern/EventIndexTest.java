package io.millrace.expressions.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionReader;
import io.millrace.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventIndexTest {

    private static final List<String> CONDITIONS = List.of("data.category == 'c1'", "'c2' == data.category",
            "data.size == 3", "data.size == 3.0 && data.category == 'c1'", "data.size > 2", "a.data.category == 'c3'",
            "data.category == data.other", "data.category == 'c1' || data.size == 1", "true");

    @Test
    void shouldFindThePatternsOfWhichAVariableTakesTheEvent() {
        var random = new Random(7);
        var patterns = IntStream.range(0, 60).mapToObj(i -> pattern("p" + i,
                CONDITIONS.get(random.nextInt(CONDITIONS.size())), CONDITIONS.get(random.nextInt(CONDITIONS.size())),
                random.nextInt(10) == 0 ? "a, b" : "a -> b")).toList();
        var index = EventIndex.of(patterns);

        for (int i = 0; i < 500; i++) {
            var event = event(random);
            var concerned = index.concerned(event);
            for (int number = 0; number < patterns.size(); number++) {
                var pattern = patterns.get(number);
                boolean isTaken = pattern.tests().values().stream().anyMatch(test -> test.test(event));
                assertThat(concerned.get(number) || !isTaken && !pattern.needsEveryEvent()).as("%s on %s", pattern,
                        event).isTrue();
            }
        }
    }

    @Test
    void shouldLeaveOutWhatAsksForOtherConstants() {
        var index = EventIndex.of(IntStream.range(0, 100).mapToObj(i -> pattern("p" + i,
                "data.category == 'c" + i + "'", "b.data.category == 'c" + i + "' && data.size > 1",
                "a -> b")).toList());

        assertThat(index.concerned(event("c42", 3)).stream()).containsExactly(42);
        assertThat(index.concerned(event("else", 3)).isEmpty()).isTrue();
    }

    private static PatternEvent event(Random random) {
        return event("c" + random.nextInt(5), random.nextInt(5));
    }

    private static PatternEvent event(String category, long size) {
        return PatternEvent.of(new Event("e", "click", "t", "u", null, null, Instant.EPOCH, Instant.EPOCH, "web", null,
                Map.of("category", category, "size", size, "other", "c1"), Map.of(), Map.of(), Map.of()));
    }

    private static CompiledBehaviour pattern(String name, String first, String second, String text) {
        var yaml = """
                kind: pattern
                name: %s
                pattern: "%s"
                within: 5m
                define:
                  a: {events: [click], where: "%s"}
                  b: {events: [click], where: "%s"}
                """.formatted(name, text, first.replace("a.data", "data"), second.replace("a.data", "b.data"));
        DeclaredDefinition declared = DefinitionReader.readAll(yaml).getFirst();
        return BehaviourCompiler.compile(declared, 1);
    }

}
