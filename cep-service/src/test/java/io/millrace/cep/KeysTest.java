package io.millrace.cep;

import static io.millrace.cep.TestEvent.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.cep.result.ResultKind;
import io.millrace.cep.result.ResultStore;
import io.millrace.event.EventJson;
import io.millrace.event.RejectionCode;
import io.millrace.result.PatternMatch;
import io.millrace.result.RejectedEvent;
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
    void shouldDropWhatIsTooLargeToBeKept() {
        cep = start(twoSteps("user_id"));
        for (int i = 0; i < 41; i++) {
            cep.send(event("a").id("a" + i).at("10:00:" + (10 + i)).with("text", "t".repeat(100 * 1024)));
        }

        assertThat(cep.meter(CepMeters.OVERFLOW)).isGreaterThan(40);
        assertThat(cep.size("open-runs")).isZero();
        assertThat(ResultStore.read(cep.store("results"), ResultKind.OVERFLOW, "pair", "shop", 0, Long.MAX_VALUE, "u1",
                100)).first().satisfies(dropped -> {
                    assertThat(dropped.waitingFor()).isEqualTo("b");
                    assertThat(dropped.events()).containsOnlyKeys("a");
                });
    }

    @Test
    void shouldMatchPerUserWithoutSendingAnything() {
        cep = start(twoSteps("user_id"));
        cep.send(event("a").at("10:00:00"), event("b").at("10:00:01"));

        assertThat(cep.matches()).hasSize(1);
        assertThat(cep.travelled()).isZero();
    }

    @Test
    void shouldSendAnEventOnceForAllPatternsThatHaveTheKeyInCommon() {
        cep = start(twoSteps("data.order_id") + "---\n" + twoSteps("data.order_id").replace("name: pair",
                "name: other") + "---\n" + twoSteps("user_id").replace("name: pair", "name: direct"));
        cep.send(event("a").at("10:00:00").with("order_id", 7L), event("b").at("10:00:01").with("order_id", 7L));

        assertThat(cep.matches()).extracting(PatternMatch::pattern, PatternMatch::key).containsExactlyInAnyOrder(
                tuple("direct", "u1"), tuple("pair", "7"), tuple("other", "7"));
        assertThat(cep.travelled()).isEqualTo(2);
    }

    @Test
    void shouldRefuseEventsOfAUserThatCameInUnderAnotherKey() {
        cep = start(twoSteps("user_id"));
        cep.sendBytes("elsewhere", EventJson.write(event("a").build()), "10:00:00");

        assertThat(cep.meter(CepMeters.REFUSED)).isOne();
        assertThat(cep.meter(CepMeters.OPEN_RUNS)).isZero();
    }

    @Test
    void shouldRejectBytesThatAreNoEvent() {
        cep = start(twoSteps("user_id"));
        cep.sendBytes("u1",
                "{\"event_id\":\"1\",\"event_type\":\"a\",\"tenant_id\":\"t\",\"user_id\":\"u1\",".getBytes(UTF_8),
                "10:00:00");
        cep.sendBytes("u1", "hello".getBytes(UTF_8), "10:00:00");

        assertThat(cep.rejected()).extracting(RejectedEvent::code).containsExactly(RejectionCode.NOT_JSON,
                RejectionCode.NOT_JSON);
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
