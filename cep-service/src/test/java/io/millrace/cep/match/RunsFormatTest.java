package io.millrace.cep.match;

import static io.millrace.cep.TestEvent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cep.ActivePattern;
import io.millrace.cep.ActivePatterns;
import io.millrace.event.Event;
import io.millrace.pattern.KeyState;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunsFormatTest {

    private final ActivePattern pattern = new ActivePatterns(TestDefinitions.of("""
            kind: pattern
            name: steps
            pattern: a -> b ->> c
            within: 30m
            define: {a: {events: [a]}, b: {events: [b]}, c: {events: [c]}}
            skip: none
            """)).find("steps").orElseThrow();

    @Test
    void shouldReadBackWhateverRunsAreOpen() {
        var random = new Random(11);
        var state = pattern.matcher().emptyState();
        for (int i = 0; i < 200; i++) {
            var event = event(random.nextBoolean() ? "a" : "b").id("e" + i).with("price", random.nextDouble()).with(
                    "nested", java.util.Map.of("n", random.nextLong())).build();
            state = pattern.matcher().onEvent(state, event, event.timestampMillis() + i * 20_000L).state();
            var stored = RunsFormat.write(state);
            assertThat(RunsFormat.read(stored)).isEqualTo(state.runs());
            assertThat(RunsFormat.openRuns(stored)).isEqualTo(state.openRuns());
            assertThat(RunsFormat.nextDeadline(stored)).isEqualTo(state.nextDeadline());
        }
    }

    @Test
    void shouldStoreAnEventOnceHoweverManyRunsTookIt() {
        KeyState<Event> state = pattern.matcher().emptyState();
        for (int i = 0; i < 10; i++) {
            state = take(state, event("a").id("a" + i).build());
        }
        state = take(state, event("b").id("shared-by-all").build());

        var text = new String(RunsFormat.write(state), StandardCharsets.ISO_8859_1);
        assertThat(state.openRuns()).isEqualTo(10);
        assertThat(text.split("shared-by-all", -1)).hasSize(2);
    }

    @Test
    void shouldRefuseAnUnknownVersion() {
        assertThatThrownBy(() -> RunsFormat.read(new byte[]{99, 0, 0})).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("99");
    }

    private KeyState<Event> take(KeyState<Event> state, Event event) {
        return pattern.matcher().onEvent(state, event, event.timestampMillis()).state();
    }

}
