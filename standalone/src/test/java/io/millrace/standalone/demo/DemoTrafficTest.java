package io.millrace.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.event.Timestamps;
import io.millrace.standalone.client.FakeDoor;
import io.millrace.standalone.client.FakeDoor.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoTrafficTest {

    private FakeDoor door = new FakeDoor();

    @AfterEach
    void closeDoor() {
        door.close();
    }

    @Test
    void shouldSendTheRecentPastInTheOrderOfTimeAndThenThePresent() throws Exception {
        var startedAt = Instant.now();
        try (var traffic = start(Duration.ofMinutes(5))) {
            assertThat(traffic.awaitCaughtUp(Duration.ofMinutes(1))).isTrue();
            int past = door.taken().size();
            await().atMost(Duration.ofMinutes(1)).untilAsserted(
                    () -> assertThat(door.taken()).hasSizeGreaterThan(past + 10));
            assertThat(traffic.rejected()).isZero();
            assertThat(traffic.dropped()).isZero();
        }

        var times = door.taken().stream().map(event -> Timestamps.parse(event.get("timestamp"))).toList();
        assertThat(times).isSorted().hasSizeGreaterThan(5 * 60 * 10);
        assertThat(times.getFirst()).isBetween(startedAt.minusSeconds(301), startedAt.minusSeconds(280));
        assertThat(times.getLast()).isBeforeOrEqualTo(Instant.now());
        assertThat(door.requests()).allMatch(request -> "Bearer dev".equals(request.authorization()));
    }

    @Test
    void shouldKeepTryingWhileTheDoorIsAwayOrRefuses() throws Exception {
        int port = door.port();
        door.close();
        try (var traffic = start(Duration.ofMinutes(1))) {
            assertThat(traffic.awaitCaughtUp(Duration.ofMillis(500))).isFalse();
            door = new FakeDoor(port);
            door.answerNext(_ -> Reply.problem(503, "starting"), _ -> Reply.problem(401, "no such key yet"));

            assertThat(traffic.awaitCaughtUp(Duration.ofMinutes(1))).isTrue();
            assertThat(traffic.accepted()).isEqualTo(door.taken().size()).isPositive();
        }
        assertThat(door.taken()).extracting(event -> event.get("event_id")).doesNotHaveDuplicates();
    }

    @Test
    void shouldStopWithinASecond() throws Exception {
        door.answerNext(_ -> Reply.problem(503, "come back tomorrow", "Retry-After", "86400"));
        var traffic = start(Duration.ofMinutes(1));
        await().atMost(Duration.ofMinutes(1)).until(() -> !door.requests().isEmpty());

        long before = System.nanoTime();
        traffic.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        assertThat(door.requests()).hasSize(1);
    }

    private DemoTraffic start(Duration backfill) {
        return DemoTraffic.start(DemoSettings.to(door.address(), "dev").withBackfill(backfill), Clock.systemUTC());
    }

}
