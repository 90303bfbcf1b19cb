package io.millrace.metrics;

import static io.millrace.testkit.event.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.result.WindowResult;
import io.millrace.testkit.event.EventBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with a gap of half an hour and a minute of grace. Each event is a commit of its own. */
class SessionWindowsTest {

    private static final String VISITS = """
            kind: metric
            name: visits
            windows: [{session: 30m, per: user_id}]
            aggregates: [count]
            grace: 1m
            retention: 2h
            """;

    @TempDir
    private Path state;
    private MetricsScenario metrics;

    @BeforeEach
    void start() {
        metrics = new MetricsScenario(VISITS, state);
    }

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void shouldKeepEventsExactlyTheGapApartTogether() {
        metrics.send(by("a").at("10:00:00"), by("a").at("10:30:00"), by("a").at("11:00:00"));

        assertThat(read()).containsExactly("a 10:00:00.000-11:00:00.000 3 open");
    }

    @Test
    void shouldSeparateEventsAMillisecondFurtherApart() {
        metrics.send(by("a").at("10:00:00"), by("a").at("10:30:00.001"));

        assertThat(read()).containsExactly("a 10:00:00.000-10:00:00.000 1 open",
                "a 10:30:00.001-10:30:00.001 1 open");
    }

    @Test
    void shouldJoinTwoSessionsByAnEventBetweenThem() {
        metrics.send(by("a").at("10:00:00"), by("a").at("10:30:30"));
        assertThat(read()).hasSize(2);

        metrics.send(by("a").at("10:00:30"));

        assertThat(read()).containsExactly("a 10:00:00.000-10:30:30.000 3 open");
        assertThat(metrics.stored("sessions")).isEqualTo(1);
    }

    @Test
    void shouldMoveTheStartOfASessionByAnEarlierEvent() {
        metrics.send(by("a").at("10:10:00"), by("a").at("10:00:00"));

        assertThat(read()).containsExactly("a 10:00:00.000-10:10:00.000 2 open");
        assertThat(metrics.stored("sessions")).isEqualTo(1);
    }

    @Test
    void shouldKeepTheSessionsOfUsersApart() {
        metrics.send(by("a").at("10:00:00"), by("b").at("10:01:00"), by("a").at("10:02:00"), event("x").at("10:03:00"));

        assertThat(read()).containsExactly("a 10:00:00.000-10:02:00.000 2 open",
                "b 10:01:00.000-10:01:00.000 1 open");
    }

    @Test
    void shouldCloseASessionOnlyWhenNothingInTimeCouldStillMeetIt() {
        metrics.send(by("a").at("10:00:00"), by("b").at("10:31:00"));
        metrics.send(by("a").at("10:30:00"));
        assertThat(metrics.closed()).isEmpty();
        assertThat(read()).contains("a 10:00:00.000-10:30:00.000 2 open");

        metrics.send(by("b").at("11:01:00"));
        assertThat(metrics.closed()).isEmpty();
        metrics.send(by("b").at("11:01:00.001"));

        assertThat(metrics.closed()).extracting(SessionWindowsTest::text).containsExactly(
                "a 10:00:00.000-10:30:00.000 2 final");
        assertThat(read()).contains("a 10:00:00.000-10:30:00.000 2 final",
                "b 10:31:00.000-11:01:00.001 3 open");
    }

    @Test
    void shouldKeepWhatCameTooLateForASession() {
        metrics.send(by("a").at("10:00:00"), by("b").at("10:40:00"));
        assertThat(metrics.closed()).hasSize(1);

        metrics.send(by("a").at("10:00:10").id("too-late"), by("a").at("09:00:00").id("far-too-late"));

        assertThat(metrics.late()).extracting(late -> late.event().get("event_id")).containsExactly("too-late",
                "far-too-late");
        assertThat(metrics.counted(MetricsMeters.LATE)).isEqualTo(2);
        assertThat(read()).contains("a 10:00:00.000-10:00:00.000 1 final").hasSize(2);
    }

    @Test
    void shouldPublishAnOpenSessionAsItGrows() {
        metrics.send(by("a").at("10:00:00"));
        metrics.pass(Duration.ofSeconds(1));
        metrics.send(by("a").at("10:05:00"));
        metrics.pass(Duration.ofSeconds(1));

        assertThat(metrics.published()).extracting(SessionWindowsTest::text).containsExactly(
                "a 10:00:00.000-10:00:00.000 1 open", "a 10:00:00.000-10:05:00.000 2 open");
    }

    @Test
    void shouldForgetSessionsWhoseRetentionIsOver() {
        metrics.send(by("a").at("10:00:00"));

        metrics.pass(Duration.ofHours(2).plusMinutes(1));

        assertThat(read()).isEmpty();
        assertThat(metrics.stored("sessions")).isZero();
        assertThat(metrics.counted(MetricsMeters.EXPIRED)).isEqualTo(1);
    }

    private List<String> read() {
        return metrics.read("visits", "session-30m").stream().map(SessionWindowsTest::text).toList();
    }

    private static EventBuilder by(String user) {
        return event("x").user(user);
    }

    private static String text(WindowResult session) {
        return "%s %tT.%2$tL-%tT.%3$tL %d %s".formatted(session.group().get("user_id"),
                session.start().atZone(ZoneOffset.UTC), session.end().atZone(ZoneOffset.UTC),
                session.values().get("count").intValue(), session.isFinal() ? "final" : "open");
    }

}
