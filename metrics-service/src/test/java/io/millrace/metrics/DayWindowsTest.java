package io.millrace.metrics;

import static io.millrace.testkit.event.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.metrics.window.WindowReads.Question;
import io.millrace.result.WindowResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of a time zone, and windows that grow from midnight. */
class DayWindowsTest {

    private static final String DAYS = """
            kind: metric
            name: days
            windows: [{day: Europe/Berlin}, {month: Europe/Berlin}]
            aggregates: [count]
            grace: 1m
            """;
    private static final String GROWING = """
            kind: metric
            name: growing
            windows: [{cumulative: day, every: 6h, zone: Europe/Berlin}]
            aggregates: [count]
            grace: 1m
            """;

    @TempDir
    private Path state;

    @Test
    void shouldCutDaysAtTheirMidnightsWhenTheClocksGoForward() {
        try (var metrics = new MetricsScenario(DAYS, state)) {
            metrics.send(event("x").at("2024-03-30T22:59:59.999Z"), event("x").at("2024-03-30T23:00:00.000Z"),
                    event("x").at("2024-03-31T21:59:59.999Z"), event("x").at("2024-03-31T22:00:00.000Z"));

            assertThat(metrics.read("days", "day-Europe/Berlin")).extracting(DayWindowsTest::text).containsExactly(
                    "2024-03-29T23:00:00Z/PT24H 1", "2024-03-30T23:00:00Z/PT23H 2", "2024-03-31T22:00:00Z/PT24H 1");
        }
    }

    @Test
    void shouldCloseADayThatIsAnHourLongerWhenThatHourIsOver() {
        try (var metrics = new MetricsScenario(DAYS, state)) {
            metrics.send(event("x").at("2024-10-27T00:30:00Z"), event("x").at("2024-10-27T23:00:59.999Z"));
            assertThat(metrics.closed()).isEmpty();

            metrics.send(event("x").at("2024-10-27T23:01:00Z"));

            assertThat(metrics.closed()).extracting(DayWindowsTest::text).containsExactly(
                    "2024-10-26T22:00:00Z/PT25H 1");
        }
    }

    @Test
    void shouldGrowFromMidnight() {
        try (var metrics = new MetricsScenario(GROWING, state)) {
            metrics.send(event("x").at("2024-01-10T00:00:00Z"), event("x").at("2024-01-10T06:00:00Z"),
                    event("x").at("2024-01-10T22:59:59Z"));

            assertThat(read(metrics)).containsExactly("2024-01-09T23:00:00Z/PT6H 1", "2024-01-09T23:00:00Z/PT12H 2",
                    "2024-01-09T23:00:00Z/PT18H 2", "2024-01-09T23:00:00Z/PT24H 3");
        }
    }

    @Test
    void shouldPublishEachGrowingWindowOnceAsItCloses() {
        try (var metrics = new MetricsScenario(GROWING, state)) {
            metrics.send(event("x").at("2024-01-10T00:00:00Z"));
            IntStream.of(6, 12, 18, 23).forEach(hour -> metrics.send(
                    event("x").at("2024-01-10T%02d:01:00Z".formatted(hour))));

            assertThat(metrics.closed()).extracting(DayWindowsTest::text).containsExactly(
                    "2024-01-09T23:00:00Z/PT6H 1", "2024-01-09T23:00:00Z/PT12H 2", "2024-01-09T23:00:00Z/PT18H 3",
                    "2024-01-09T23:00:00Z/PT24H 4");
        }
    }

    @Test
    void shouldEndTheLastGrowingWindowAtMidnightWhenTheClocksGoBack() {
        try (var metrics = new MetricsScenario(GROWING, state)) {
            metrics.send(event("x").at("2024-10-27T22:30:00Z"));

            assertThat(read(metrics)).containsExactly("2024-10-26T22:00:00Z/PT25H 1");
        }
    }

    @Test
    void shouldFindAWindowByItsStartAloneWhenItIsLongerThanUsual() {
        try (var metrics = new MetricsScenario(GROWING, state)) {
            metrics.send(event("x").at("2024-10-27T22:30:00Z"));

            assertThat(readAt(metrics, "growing", "since-midnight@6h-Europe/Berlin",
                    "2024-10-26T22:00:00Z")).hasSize(1);
        }
    }

    @Test
    void shouldFindAMonthByItsStartAloneWhenItIsLongerThanUsual() {
        try (var metrics = new MetricsScenario(DAYS, state)) {
            metrics.send(event("x").at("2024-10-31T22:30:00Z"));

            assertThat(readAt(metrics, "days", "month-Europe/Berlin", "2024-09-30T22:00:00Z")).hasSize(1);
        }
    }

    private static List<WindowResult> readAt(MetricsScenario metrics, String metric, String window, String start) {
        long startMillis = Instant.parse(start).toEpochMilli();
        return metrics.read(new Question(metric, 1, window, 0, Optional.of("t1"), startMillis, startMillis + 1,
                _ -> true, 10, false));
    }

    private static List<String> read(MetricsScenario metrics) {
        return metrics.read("growing", "since-midnight@6h-Europe/Berlin").stream().map(DayWindowsTest::text).toList();
    }

    private static String text(WindowResult window) {
        return "%s/%s %d".formatted(window.start(), Duration.between(window.start(), window.end()),
                window.values().get("count").intValue());
    }

}
