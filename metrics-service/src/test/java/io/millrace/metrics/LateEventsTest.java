package io.millrace.metrics;

import static io.millrace.testkit.event.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.result.WindowResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that come after a window over them was closed. */
class LateEventsTest {

    private static final String MINUTES_AND_HOURS = """
            kind: metric
            name: orders
            value: data.total
            windows: [{tumbling: 1m}, {tumbling: 1h}]
            aggregates: [count, sum]
            grace: 30s
            """;

    @TempDir
    private Path state;

    @Test
    void shouldCountForTheHourWhatIsLateForTheMinute() {
        try (var metrics = new MetricsScenario(MINUTES_AND_HOURS, state)) {
            send(metrics, "10:00:10", 1);
            send(metrics, "10:05:00", 2);
            assertThat(sums(metrics.closed())).containsExactly("1m 1.0");

            send(metrics, "10:00:20", 4);

            assertThat(read(metrics, "1m")).containsExactly("1m 1.0", "1m 2.0");
            assertThat(read(metrics, "1h")).containsExactly("1h 7.0");
            assertThat(metrics.late()).singleElement().satisfies(late -> {
                assertThat(late.event()).containsEntry("event_id", "order-4").containsEntry("event_type", "order");
                assertThat(late.reason()).isEqualTo("its window 1m had closed 30s after its end");
                assertThat(late.watermark()).hasToString("2024-01-01T10:05:00Z");
            });
            send(metrics, "11:01:00", 8);
            assertThat(sums(metrics.closed())).containsExactlyInAnyOrder("1m 2.0", "1h 7.0");
        }
    }

    @Test
    void shouldKeepWhatAClosedMinuteHadAgainstEveryLateEvent() {
        try (var metrics = new MetricsScenario(MINUTES_AND_HOURS, state)) {
            send(metrics, "10:00:10", 1);
            send(metrics, "10:05:00", 2);

            send(metrics, "10:00:20", 4);
            send(metrics, "10:00:30", 8);
            send(metrics, "10:02:00", 16);

            assertThat(read(metrics, "1m")).containsExactly("1m 1.0", "1m 2.0");
            assertThat(read(metrics, "1h")).containsExactly("1h 31.0");
            assertThat(metrics.late()).hasSize(3);
            metrics.pass(Duration.ofSeconds(2));
            assertThat(metrics.published()).noneMatch(
                    window -> window.window().equals("1m") && window.start().toString().endsWith("10:02:00Z"));
        }
    }

    @Test
    void shouldLeaveOutWhatIsLateForAllWindows() {
        try (var metrics = new MetricsScenario(MINUTES_AND_HOURS, state)) {
            send(metrics, "10:00:10", 1);
            send(metrics, "11:00:30", 2);

            send(metrics, "10:00:20", 4);

            assertThat(read(metrics, "1h")).containsExactly("1h 1.0", "1h 2.0");
            assertThat(metrics.late()).singleElement().extracting(late -> late.reason()).isEqualTo(
                    "its window 1m, 1h had closed 30s after its end");
        }
    }

    @Test
    void shouldReviseClosedWindowsWhenTheMetricSaysSo() {
        try (var metrics = new MetricsScenario(MINUTES_AND_HOURS + "late: revise\n", state)) {
            send(metrics, "10:00:10", 1);
            send(metrics, "10:05:00", 2);
            metrics.pass(Duration.ofSeconds(2));
            metrics.published();

            send(metrics, "10:00:20", 4);
            metrics.pass(Duration.ofSeconds(2));

            var published = metrics.published();
            assertThat(published).filteredOn(window -> window.window().equals("1m")).singleElement().satisfies(
                    window -> {
                        assertThat(window.isFinal()).isTrue();
                        assertThat(window.revised()).isTrue();
                        assertThat(window.values()).containsEntry("sum", 5.0).containsEntry("count", 2.0);
                    });
            assertThat(published).filteredOn(window -> window.window().equals("1h")).singleElement().satisfies(
                    window -> {
                        assertThat(window.isFinal()).isFalse();
                        assertThat(window.revised()).isNull();
                    });
            assertThat(read(metrics, "1m")).containsExactly("1m 5.0", "1m 2.0");
            assertThat(read(metrics, "1h")).containsExactly("1h 7.0");
            assertThat(metrics.late()).isEmpty();
            assertThat(metrics.counted(MetricsMeters.LATE)).isZero();
        }
    }

    /** The next one may be somebody else's, after a failure. */
    @Test
    void shouldPublishARevisionInTheCommitThatMakesIt() {
        try (var metrics = new MetricsScenario(MINUTES_AND_HOURS + "late: revise\n", state)) {
            send(metrics, "10:00:10", 1);
            send(metrics, "10:05:00", 2);
            metrics.published();

            send(metrics, "10:00:20", 4);

            assertThat(metrics.published()).singleElement().extracting(WindowResult::revised).isEqualTo(true);
        }
    }

    @Test
    void shouldReviseAWindowThatHadNothing() {
        try (var metrics = new MetricsScenario(MINUTES_AND_HOURS + "late: revise\n", state)) {
            send(metrics, "10:05:00", 1);

            send(metrics, "10:00:20", 2);
            metrics.pass(Duration.ofSeconds(2));

            assertThat(metrics.published()).filteredOn(WindowResult::isFinal).singleElement().satisfies(
                    window -> assertThat(window.revised()).isTrue());
            assertThat(read(metrics, "1m")).containsExactly("1m 2.0", "1m 1.0");
        }
    }

    @Test
    void shouldNotReviseBeyondTheRetention() {
        try (var metrics = new MetricsScenario(MINUTES_AND_HOURS + "late: revise\nretention: 2h\n", state)) {
            send(metrics, "10:00:10", 1);
            send(metrics, "12:01:00.001", 2);

            send(metrics, "10:01:00", 4);
            send(metrics, "10:00:20", 8);

            assertThat(metrics.late()).extracting(late -> late.event().get("event_id")).containsExactly("order-8");
            assertThat(read(metrics, "1m")).containsExactly("1m 1.0", "1m 4.0", "1m 2.0");
        }
    }

    @Test
    void shouldTakeLateEventsForOpenHoppingWindows() {
        try (var metrics = new MetricsScenario("""
                kind: metric
                name: orders
                value: data.total
                windows: [{hopping: 10m, every: 5m}]
                aggregates: [sum]
                grace: 0s
                """, state)) {
            send(metrics, "10:01:00", 1);
            send(metrics, "10:06:00", 2);

            send(metrics, "10:02:00", 4);

            assertThat(read(metrics, "10m@5m")).containsExactly("10m@5m 1.0", "10m@5m 7.0", "10m@5m 2.0");
            assertThat(metrics.late()).hasSize(1);
        }
    }

    private static void send(MetricsScenario metrics, String time, int total) {
        metrics.send(event("order").id("order-" + total).user("u").data("total", total).at(time));
    }

    private static List<String> read(MetricsScenario metrics, String window) {
        return sums(metrics.read("orders", window));
    }

    private static List<String> sums(List<WindowResult> windows) {
        return windows.stream().map(window -> window.window() + " " + window.values().get("sum")).toList();
    }

}
