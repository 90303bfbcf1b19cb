package io.millrace.cep;

import static io.millrace.cep.TestEvent.event;
import static io.millrace.cep.TestEvent.instant;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.result.PatternMatch;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    private static final String PAIR = """
            kind: pattern
            name: pair
            pattern: a -> b
            within: 5m
            grace: 60s
            define: {a: {events: [a]}, b: {events: [b]}}
            timeouts: emit
            """;

    @TempDir
    Path folder;

    private CepScenario cep;

    @BeforeEach
    void start() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(PAIR));
    }

    @AfterEach
    void stop() {
        cep.close();
    }

    @Test
    void shouldGoOnWithOpenRuns() {
        cep.send(event("a").at("10:00:00").with("sku", "x"), event("a").user("u2").at("10:02:00"));
        cep.restart();
        assertThat(cep.meter(CepMeters.OPEN_RUNS)).isOne();

        cep.send(event("b").at("10:02:00"), event("a").user("u2").at("10:04:00"));
        assertThat(cep.matches()).singleElement().satisfies(match -> assertThat(
                match.events().get("a").getFirst().data()).containsEntry("sku", "x"));
    }

    @Test
    void shouldGoOnWithTheEventsThatWait() {
        cep.send(event("b").at("10:00:00").id("tie-1"), event("a").at("10:00:00").id("tie-2"));
        cep.restart();
        assertThat(cep.meter(CepMeters.HELD)).isEqualTo(2);

        cep.send(event("b").at("10:00:00").id("tie-3"), event("b").at("10:00:00").id("tie-4"),
                event("a").user("u2").at("10:02:00"));
        assertThat(cep.matches()).singleElement().satisfies(match -> assertThat(
                match.events().values()).extracting(taken -> taken.getFirst().eventId()).containsExactly("tie-2",
                        "tie-3"));
        assertThat(cep.meter(CepMeters.HELD)).as("that of u2").isOne();
    }

    @Test
    void shouldGoOnWithDeadlines() {
        cep.send(event("a").at("10:00:00"), event("a").user("u2").at("10:04:00"));
        cep.restart();
        cep.send(event("b").user("u3").at("10:06:00"));

        assertThat(cep.timeouts()).singleElement().satisfies(
                timeout -> assertThat(timeout.deadline()).isEqualTo(instant("10:05:00")));
    }

    @Test
    void shouldStillRefuseWhatWasLateBefore() {
        cep.send(event("a").at("10:00:00"), event("a").user("u2").at("10:02:00"));
        cep.restart();
        cep.send(event("b").at("10:00:59.999"));

        assertThat(cep.late()).hasSize(1);
    }

    @Test
    void shouldFinishAReplayThatWasInterrupted() {
        cep.send(event("a").at("10:00:00"), event("b").at("10:01:00"), event("a").user("u2").at("10:01:30"));
        cep.waitFor(Duration.ofSeconds(2));
        cep.restart();
        cep.waitFor(Duration.ofSeconds(30));
        cep.send(event("a").user("u2").at("10:02:00"));

        assertThat(cep.matches()).extracting(PatternMatch::end).containsExactly(instant("10:01:00"));
    }

}
