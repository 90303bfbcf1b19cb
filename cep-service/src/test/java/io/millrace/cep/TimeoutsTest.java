package io.millrace.cep;

import static io.millrace.cep.TestEvent.event;
import static io.millrace.cep.TestEvent.instant;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.result.PatternTimeout;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeoutsTest {

    private static final String ABANDONED = """
            kind: pattern
            name: abandoned
            pattern: cart -> pay -> buy
            within: 5m
            grace: 30s
            define: {cart: {events: [cart]}, pay: {events: [pay]}, buy: {events: [buy]}}
            timeouts: emit
            """;

    @TempDir
    Path folder;

    private CepScenario cep;

    @AfterEach
    void stop() {
        cep.close();
    }

    @Test
    void shouldStampTimeoutsWithTheDeadline() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(ABANDONED));
        cep.send(event("cart").at("10:00:00"), event("pay").at("10:01:00"), event("cart").user("u2").at("11:00:00"));

        assertThat(cep.timeoutRecords()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("u1");
            assertThat(record.getRecordTime()).isEqualTo(instant("10:05:00"));
            var timeout = record.value();
            assertThat(timeout.start()).isEqualTo(instant("10:00:00"));
            assertThat(timeout.deadline()).isEqualTo(instant("10:05:00"));
            assertThat(timeout.waitingFor()).isEqualTo("buy");
            assertThat(timeout.events().keySet()).containsExactly("cart", "pay");
            assertThat(timeout.matchId()).hasSize(32);
        });
        assertThat(cep.meter(CepMeters.TIMEOUTS)).isOne();
        assertThat(cep.meter(CepMeters.OPEN_RUNS)).as("that of u2").isZero();
    }

    @Test
    void shouldWaitWithADeadlineForTheEventsBeforeIt() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(ABANDONED));
        cep.send(event("cart").at("10:00:00"), event("pay").at("10:05:29"), event("pay").at("10:04:59"),
                event("buy").at("10:04:59.999"), event("cart").user("u2").at("10:06:00"));

        assertThat(cep.timeouts()).isEmpty();
        assertThat(cep.matches()).hasSize(1);
    }

    @Test
    void shouldFireDeadlinesInTheOrderOfEventTime() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(ABANDONED));
        cep.send(event("cart").user("u3").at("10:00:02"), event("cart").user("u1").at("10:00:00"),
                event("cart").user("u2").at("10:00:01"), event("pay").user("u4").at("11:00:00"));

        assertThat(cep.timeouts()).extracting(PatternTimeout::key).containsExactly("u1", "u2", "u3");
    }

    @Test
    void shouldTimeOutSilentKeysByTheWallClockWhenLive() {
        cep = CepScenario.live(folder, TestDefinitions.of(ABANDONED), "10:00:01");
        cep.send(event("cart").at("10:00:00"));
        cep.waitFor(Duration.ofSeconds(325));
        assertThat(cep.timeouts()).isEmpty();

        cep.waitFor(Duration.ofSeconds(10));
        assertThat(cep.timeoutRecords()).singleElement().satisfies(record -> {
            assertThat(record.value().deadline()).isEqualTo(instant("10:05:00"));
            assertThat(record.getRecordTime()).isEqualTo(instant("10:05:00"));
        });
    }

    @Test
    void shouldTimeOutSilentKeysWithinTwoSecondsOfTheDeadline() {
        cep = CepScenario.live(folder, TestDefinitions.of(ABANDONED.replace("within: 5m", "within: 6s").replace(
                "grace: 30s", "grace: 0s")), "10:00:00");
        cep.waitFor(Duration.ofSeconds(2));
        cep.send(event("cart").at("10:00:02"));
        cep.waitFor(Duration.ofSeconds(6));
        assertThat(cep.timeouts()).isEmpty();

        cep.waitFor(Duration.ofMillis(1500));
        assertThat(cep.timeouts()).extracting(PatternTimeout::deadline).containsExactly(instant("10:00:08"));
    }

    @Test
    void shouldNotCallAnEventLateForASilenceBeforeIt() {
        cep = CepScenario.live(folder, TestDefinitions.of(ABANDONED.replace("grace: 30s", "grace: 0s")), "10:00:00");
        cep.send(event("cart").at("10:00:00"));
        cep.waitFor(Duration.ofSeconds(60));
        cep.send(event("pay").at("10:00:58"), event("buy").at("10:00:58"));

        assertThat(cep.late()).isEmpty();
        assertThat(cep.matches()).hasSize(1);
    }

    @Test
    void shouldApplyTheEventsThatWaitWhenALiveStreamFallsSilent() {
        cep = CepScenario.live(folder, TestDefinitions.of(ABANDONED), "10:00:00");
        cep.send(event("cart").at("10:00:00"), event("pay").at("10:00:00"), event("buy").at("10:00:00"));
        cep.waitFor(Duration.ofSeconds(29));
        assertThat(cep.matches()).isEmpty();

        cep.waitFor(Duration.ofSeconds(3));
        assertThat(cep.matches()).hasSize(1);
    }

    @Test
    void shouldNotCountAStandstillOfTheTaskAsSilence() {
        cep = CepScenario.live(folder, TestDefinitions.of(ABANDONED.replace("grace: 30s", "grace: 0s")), "10:00:00");
        cep.send(event("cart").at("10:00:00"));
        cep.waitFor(Duration.ofSeconds(2));
        cep.jump(Duration.ofMinutes(6));
        assertThat(cep.timeouts()).isEmpty();

        cep.send(event("pay").at("10:01:00"), event("buy").at("10:02:00"));
        assertThat(cep.matches()).hasSize(1);
    }

    @Test
    void shouldCatchUpWithTheTimeThatPassedWhileNobodyRan() {
        cep = CepScenario.live(folder, TestDefinitions.of(ABANDONED), "10:00:00");
        cep.send(event("cart").at("10:00:00"));
        cep.waitFor(Duration.ofSeconds(2));
        cep.restart();
        cep.jump(Duration.ofMinutes(10));
        cep.waitFor(Duration.ofSeconds(15));

        assertThat(cep.timeouts()).extracting(PatternTimeout::deadline).containsExactly(instant("10:05:00"));
    }

    @Test
    void shouldNotTimeOutByTheWallClockInAReplay() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(ABANDONED));
        cep.send(event("cart").at("10:00:00"));
        cep.waitFor(Duration.ofSeconds(400));
        assertThat(cep.timeouts()).isEmpty();

        cep.send(event("pay").at("10:01:00"), event("buy").at("10:02:00"), event("cart").at("10:10:00"));
        assertThat(cep.matches()).hasSize(1);
    }

    @Test
    void shouldEndRunsSilentlyWhenTimeoutsAreNotAskedFor() {
        cep = CepScenario.replaying(folder,
                TestDefinitions.of(ABANDONED.replace("timeouts: emit", "timeouts: drop")));
        cep.send(event("cart").at("10:00:00"), event("pay").user("u2").at("11:00:00"));

        assertThat(cep.timeouts()).isEmpty();
        assertThat(cep.meter(CepMeters.OPEN_RUNS)).isZero();
        assertThat(cep.size("open-runs")).isZero();
    }

}
