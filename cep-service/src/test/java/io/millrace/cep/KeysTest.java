package io.millrace.cep;

import static io.millrace.cep.TestEvent.event;
import static io.millrace.cep.TestEvent.instant;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.result.PatternMatch;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    @TempDir
    Path folder;

    private CepScenario cep;

    @AfterEach
    void stop() {
        cep.close();
    }

    @Test
    void shouldLeaveOutEventsWithoutTheKey() {
        cep = start(twoSteps("user_id"));
        cep.send(event("a").anonymous().at("10:00:00"), event("b").anonymous().at("10:00:01"));

        assertThat(cep.matches()).isEmpty();
        assertThat(cep.meter(CepMeters.EVENTS)).isEqualTo(2);
        assertThat(cep.meter(CepMeters.OPEN_RUNS)).isZero();
    }

    @Test
    void shouldMatchPerAnyExpression() {
        cep = start(twoSteps("data.order_id"));
        cep.send(event("a").user("u1").at("10:00:00").with("order_id", 7L),
                event("b").user("u2").at("10:00:01").with("order_id", 8L),
                event("b").user("u3").at("10:00:02").with("order_id", 7L));

        assertThat(cep.matches()).extracting(PatternMatch::key).containsExactly("7");
    }

    @Test
    void shouldMatchPerSeveralFieldsAtOnce() {
        cep = start(twoSteps("user_id + '|' + data.sku"));
        cep.send(event("a").at("10:00:00").with("sku", "x"), event("b").at("10:00:01").with("sku", "y"),
                event("b").at("10:00:02").with("sku", "x"));

        assertThat(cep.matches()).extracting(PatternMatch::key).containsExactly("u1|x");
    }

    @Test
    void shouldCountKeysThatFail() {
        cep = start(twoSteps("user_id + data.sku"));
        cep.send(event("a").at("10:00:00").with("sku", 7L));

        assertThat(cep.meter(CepMeters.EXPRESSION_FAILURES)).isOne();
    }

    @Test
    void shouldRefuseKeysAndEventsThatAreTooLarge() {
        cep = start(twoSteps("data.sku"));
        cep.send(event("a").at("10:00:00").with("sku", "k".repeat(513)),
                event("a").at("10:00:01").with("sku", "x").with("text", "t".repeat(128 * 1024)),
                event("a").at("10:00:02").with("sku", "k".repeat(512)));

        assertThat(cep.meter(CepMeters.REFUSED)).isEqualTo(2);
        assertThat(cep.meter(CepMeters.OPEN_RUNS)).isOne();
    }

    @Test
    void shouldSeeEveryEventWhereOneMustFollowDirectly() {
        cep = start("""
                kind: pattern
                name: pair
                pattern: a, b
                within: 30m
                define: {a: {events: [a]}, b: {events: [b]}}
                """);
        cep.send(event("a").at("10:00:00"), event("other").at("10:00:01"), event("b").at("10:00:02"),
                event("a").at("10:00:03"), event("b").at("10:00:04"));

        assertThat(cep.matches()).extracting(match -> match.start().toString()).containsExactly(
                "2024-01-01T10:00:03Z");
    }

    @Test
    void shouldRunAllPatternsSideBySide() {
        cep = start(twoSteps("user_id") + """
                ---
                kind: pattern
                name: reverse
                pattern: b -> a
                within: 30m
                define: {a: {events: [a]}, b: {events: [b]}}
                """);
        cep.send(event("a").at("10:00:00"), event("b").at("10:00:01"), event("a").at("10:00:02"));

        assertThat(cep.matches()).extracting(PatternMatch::pattern).containsExactly("pair", "reverse");
    }

    @Test
    void shouldDropTheOldestRunsOfAKeyWithTooMany() {
        cep = start(twoSteps("user_id") + "grace: 60s\n");
        for (int i = 0; i < 1002; i++) {
            cep.send(event("a").id("a" + i).at("10:00:00"));
        }
        cep.send(event("a").user("u2").at("10:02:00"));

        assertThat(cep.meter(CepMeters.OPEN_RUNS)).isEqualTo(1000);
        assertThat(cep.meter(CepMeters.OVERFLOW)).isEqualTo(2);
    }

    @Test
    void shouldDropTheOldestRunsOfAKeyWithTooMuch() {
        cep = start(twoSteps("user_id"));
        for (int i = 0; i < 8; i++) {
            cep.send(event("a").id("a" + i).at("10:00:0" + i).with("text", "t".repeat(100 * 1024)));
        }
        cep.send(event("b").at("10:01:00"));

        assertThat(cep.meter(CepMeters.OVERFLOW)).isEqualTo(4);
        assertThat(cep.matches()).extracting(PatternMatch::start).containsExactly(instant("10:00:04"));
    }

    private CepScenario start(String definitions) {
        return CepScenario.replaying(folder, TestDefinitions.of(definitions));
    }

    private static String twoSteps(String key) {
        return """
                kind: pattern
                name: pair
                key: %s
                pattern: a -> b
                within: 30m
                define: {a: {events: [a]}, b: {events: [b]}}
                """.formatted(key);
    }

}
