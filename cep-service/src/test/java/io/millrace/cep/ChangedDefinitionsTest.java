package io.millrace.cep;

import static io.millrace.cep.TestEvent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.definition.DefinitionKind;
import io.millrace.cep.pattern.PatternMode;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
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
    void shouldFinishOpenRunsOnTheVersionThatTheyBeganWith() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00"), event("a").user("u2").at("10:00:00"));
        patterns.declare(PAIR.replace("a -> b", "a -> c -> b").replace("b: {events: [b]}",
                "b: {events: [b]}, c: {events: [c]}"));
        cep.send(event("b").at("10:00:01"), event("a").at("10:00:02"), event("c").at("10:00:03"),
                event("b").at("10:00:04"));

        assertThat(cep.matches()).extracting(PatternMatch::version).containsExactly(1L, 2L);

        cep.send(event("a").user("u3").at("11:00:00"));
        assertThat(cep.timeouts()).extracting(PatternTimeout::version, PatternTimeout::key).containsExactly(
                tuple(1L, "u2"));
        assertThat(cep.meter(CepMeters.DROPPED_RUNS)).isZero();
    }

    @Test
    void shouldBeginNoRunOnAVersionThatWasReplaced() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00"));
        patterns.declare(PAIR.replace("a -> b", "b -> a"));
        cep.send(event("a").at("10:00:01"), event("b").at("10:00:02"), event("b").at("10:00:03"));

        assertThat(cep.matches()).extracting(PatternMatch::version, match -> match.start().toString()).containsExactly(
                tuple(1L, "2024-01-01T10:00:00Z"));
    }

    @Test
    void shouldKeepAReplacedVersionOverARestartUntilItsRunsHaveEnded() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00"));
        patterns.declare(PAIR.replace("a -> b", "c -> b").replace("a: {events: [a]}", "c: {events: [c]}"));
        cep.restart();
        assertThat(cep.size("versions")).isOne();

        cep.send(event("b").at("10:00:01"));
        assertThat(cep.matches()).extracting(PatternMatch::version).containsExactly(1L);
        assertThat(cep.size("versions")).isZero();
        assertThat(cep.size("open-runs")).isZero();
    }

    @Test
    void shouldGoOnWithAVersionThatWasReplacedByOneWithAnotherKey() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00").with("order", 7L));
        patterns.declare(PAIR + "key: data.order\n");
        cep.send(event("a").at("10:00:01").with("order", 8L), event("b").at("10:00:02").with("order", 8L));

        assertThat(cep.matches()).extracting(PatternMatch::version, PatternMatch::key).containsExactlyInAnyOrder(
                tuple(1L, "u1"), tuple(2L, "8"));
    }

    @Test
    void shouldForgetReplacedVersionsOnceTheirRunsMustHaveEnded() {
        patterns.declare(PAIR);
        patterns.declare(PAIR.replace("a -> b", "b -> a"));
        assertThat(cep.activePatterns().versions("pair")).hasSize(2);

        cep.waitFor(Duration.ofMinutes(6));
        assertThat(cep.activePatterns().versions("pair")).hasSize(1);
    }

    @Test
    void shouldDropRunsOfADeletedPattern() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00"));
        patterns.delete(DefinitionKind.PATTERN, "pair");
        cep.waitFor(Duration.ofSeconds(1));

        assertThat(cep.meter(CepMeters.DROPPED_RUNS)).isOne();
        assertThat(cep.meter(CepMeters.OPEN_RUNS)).isZero();
        assertThat(cep.size("open-runs")).isZero();
        assertThat(cep.size("versions")).isZero();

        cep.send(event("a").user("u2").at("11:00:00"));
        assertThat(cep.timeouts()).isEmpty();
    }

    @Test
    void shouldDropRunsOfAPatternThatWasDeletedWhileNobodyRan() {
        patterns.declare(PAIR);
        cep.send(event("a").at("10:00:00"));
        patterns.delete(DefinitionKind.PATTERN, "pair");
        cep.restart();

        assertThat(cep.meter(CepMeters.DROPPED_RUNS)).isOne();
        assertThat(cep.size("open-runs")).isZero();
    }

    @Test
    void shouldCountEventsThatWaitedForADeletedPattern() {
        patterns.declare(PAIR + "grace: 60s\n");
        cep.send(event("a").at("10:00:00"));
        patterns.delete(DefinitionKind.PATTERN, "pair");
        cep.send(event("a").at("10:02:00"));

        assertThat(cep.meter(CepMeters.ORPHANED)).isOne();
        assertThat(cep.size("held-events")).isZero();
    }

    @Test
    void shouldGiveEventsThatWaitedToTheVersionThatIsThereWhenTheyAreDue() {
        patterns.declare(PAIR + "grace: 60s\n");
        cep.send(event("a").at("10:00:00"));
        patterns.declare(PAIR.replace("5m", "6m") + "grace: 60s\n");
        cep.send(event("b").at("10:00:20"), event("a").user("u2").at("10:02:00"));

        assertThat(cep.matches()).extracting(PatternMatch::version).containsExactly(2L);
    }

    @Test
    void shouldNeitherTakeEventsNorLoseRunsWhileDisabled(@TempDir Path other) {
        var declared = new TestDefinitions();
        try (var disabling = CepScenario.replaying(other, declared,
                definition -> "off".equals(definition.description()) ? PatternMode.DISABLED : PatternMode.ACTIVE)) {
            declared.declare(PAIR);
            disabling.send(event("a").at("10:00:00"));
            declared.declare(PAIR + "description: 'off'\n");
            disabling.send(event("b").at("10:00:01"), event("a").user("u2").at("10:00:02"));
            assertThat(disabling.matches()).isEmpty();
            assertThat(disabling.meter(CepMeters.OPEN_RUNS)).isOne();

            disabling.send(event("a").at("10:05:00"));
            assertThat(disabling.timeouts()).extracting(PatternTimeout::key).containsExactly("u1");
        }
    }

    @Test
    void shouldCountAndKeepButNotPublishWhatAShadowFinds(@TempDir Path other) {
        try (var shadow = CepScenario.replaying(other, TestDefinitions.of(PAIR), _ -> PatternMode.SHADOW)) {
            shadow.send(event("a").at("10:00:00"), event("b").at("10:00:01"), event("a").at("10:00:02"),
                    event("a").at("10:10:00"));

            assertThat(shadow.matches()).isEmpty();
            assertThat(shadow.timeouts()).isEmpty();
            assertThat(shadow.size("results")).isEqualTo(2);
            assertThat(shadow.meter(CepMeters.MATCHES)).isOne();
            assertThat(shadow.meter(CepMeters.TIMEOUTS)).isOne();
        }
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
