package io.millrace.cep;

import static io.millrace.cep.TestEvent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.definition.DefinitionKind;
import io.millrace.result.PatternMatch;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedDefinitionsTest {

    private static final String PAIR = """
            kind: pattern
            name: pair
            pattern: a -> b
            within: 5m
            retention: 1h
            define: {a: {events: [a]}, b: {events: [b]}}
            timeouts: emit
            """;

    @TempDir
    Path folder;

    private final TestDefinitions patterns = new TestDefinitions();
    private CepScenario cep;

    @BeforeEach
    void start() {
        cep = CepScenario.replaying(folder, patterns);
    }

    @AfterEach
    void stop() {
        cep.close();
    }

    @Test
    void shouldFollowNewPatternsAtRunTime() {
        cep.send(event("a").at("10:00:00"));
        patterns.declare(PAIR);
        cep.send(event("b").at("10:00:01"), event("a").at("10:00:02"), event("b").at("10:00:03"));

        assertThat(cep.matches()).hasSize(1);
    }

    @Test
    void shouldStartAChangedPatternAfresh() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00"), event("a").user("u2").at("10:00:00"));
        patterns.declare(PAIR.replace("within: 5m", "within: 10m"));
        cep.send(event("b").at("10:00:01"));
        assertThat(cep.matches()).isEmpty();

        cep.waitFor(Duration.ofSeconds(10));
        assertThat(cep.meter(CepMeters.DROPPED_RUNS)).isEqualTo(2);
        assertThat(cep.meter(CepMeters.OPEN_RUNS)).isZero();
        assertThat(cep.size("open-runs")).isZero();

        cep.send(event("a").at("10:00:02"), event("b").at("10:08:00"), event("b").at("11:00:00"));
        assertThat(cep.matches()).extracting(PatternMatch::version).containsExactly(2L);
        assertThat(cep.timeouts()).isEmpty();
    }

    @Test
    void shouldDropRunsOfADeletedPatternWhenTheyAreDue() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00"));
        patterns.delete(DefinitionKind.PATTERN, "pair");
        patterns.declare(PAIR.replace("name: pair", "name: other"));
        cep.send(event("a").user("u2").at("11:00:00"));

        assertThat(cep.timeouts()).isEmpty();
        assertThat(cep.meter(CepMeters.DROPPED_RUNS)).isOne();
    }

    @Test
    void shouldCountEventsThatWaitedForAChangedPattern() {
        patterns.declare(PAIR + "grace: 60s\n");
        cep.send(event("a").at("10:00:00"));
        patterns.declare(PAIR);
        cep.send(event("a").at("10:02:00"));

        assertThat(cep.meter(CepMeters.ORPHANED)).isOne();
        assertThat(cep.size("held-events")).isZero();
    }

    @Test
    void shouldDropRunsThatDoNotFitAPatternDeclaredAnewUnderTheSameVersion() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00"));
        patterns.delete(DefinitionKind.PATTERN, "pair");
        patterns.declare(PAIR.replace("a -> b", "b -> a"));
        cep.send(event("b").at("10:00:01"), event("a").at("10:00:02"));

        assertThat(cep.matches()).hasSize(1);
        assertThat(cep.meter(CepMeters.DROPPED_RUNS)).isOne();
    }

    @Test
    void shouldKeepResultsForTheirRetentionByTheWallClock() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00"), event("b").at("10:00:01"));
        cep.jump(Duration.ofMinutes(59));
        assertThat(cep.size("results")).isOne();

        cep.jump(Duration.ofMinutes(2));
        assertThat(cep.size("results")).isZero();
        assertThat(cep.meter(CepMeters.EXPIRED)).isOne();
    }

    @Test
    void shouldRemoveTheResultsOfDeletedPatterns() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00"), event("b").at("10:00:01"));
        patterns.declare(PAIR.replace("within: 5m", "within: 10m"));
        cep.waitFor(Duration.ofSeconds(10));
        assertThat(cep.size("results")).as("those of earlier versions stay").isOne();

        patterns.delete(DefinitionKind.PATTERN, "pair");
        cep.waitFor(Duration.ofSeconds(10));
        assertThat(cep.size("results")).isZero();
    }

}
