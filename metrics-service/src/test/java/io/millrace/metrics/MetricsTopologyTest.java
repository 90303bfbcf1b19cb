package io.millrace.metrics;

import static io.millrace.testkit.event.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.definition.DefinitionKind;
import io.millrace.result.WindowResult;
import io.millrace.testkit.definition.TestDefinitions;
import io.millrace.testkit.topology.GoldenTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTopologyTest {

    private static final String REVENUE = """
            kind: metric
            name: revenue
            events: [order]
            where: data.total > 0
            value: data.total
            by: {currency: data.currency}
            windows: [{tumbling: 1m}]
            aggregates: [count, sum, avg, min, max]
            grace: 30s
            """;

    @TempDir
    private Path state;

    @Test
    void shouldFoldTheEventsOfASeriesIntoItsWindow() {
        try (var metrics = new MetricsScenario(REVENUE, state)) {
            metrics.send(order("EUR", 10.0).at("10:00:05"), order("EUR", 2.5).at("10:00:59.999"),
                    order("GBP", 7.0).at("10:00:10"), order("EUR", 1.0).at("10:01:00"));

            metrics.pass(Duration.ofSeconds(1));

            assertThat(metrics.published()).extracting(MetricsTopologyTest::text).containsExactlyInAnyOrder(
                    "10:00 {currency=EUR} {count=2.0, sum=12.5, avg=6.25, min=2.5, max=10.0} open",
                    "10:00 {currency=GBP} {count=1.0, sum=7.0, avg=7.0, min=7.0, max=7.0} open",
                    "10:01 {currency=EUR} {count=1.0, sum=1.0, avg=1.0, min=1.0, max=1.0} open");
        }
    }

    @Test
    void shouldLeaveOutEventsThatDoNotMeetTheCondition() {
        try (var metrics = new MetricsScenario(REVENUE, state)) {
            metrics.send(order("EUR", 0.0).at("10:00:05"), event("refund").data("total", 5.0).at("10:00:05"),
                    event("order").data("currency", "EUR").at("10:00:06"), order("EUR", 3.0).at("10:00:07"));

            assertThat(metrics.read("revenue", "1m")).singleElement().extracting(
                    window -> window.values().get("count")).isEqualTo(1.0);
            assertThat(metrics.counted(MetricsMeters.EXPRESSION_FAILURES)).isZero();
        }
    }

    @Test
    void shouldCountAnExpressionThatFailsAndLeaveTheEventOut() {
        try (var metrics = new MetricsScenario(REVENUE, state)) {
            metrics.send(event("order").data("total", "ten").at("10:00:05"));

            assertThat(metrics.read("revenue", "1m")).isEmpty();
            assertThat(metrics.counted(MetricsMeters.EXPRESSION_FAILURES)).isEqualTo(1);
        }
    }

    @Test
    void shouldCloseAWindowOnceTheWatermarkHasPassedItsGrace() {
        try (var metrics = new MetricsScenario(REVENUE, state)) {
            metrics.send(order("EUR", 10.0).at("10:00:05"), order("EUR", 1.0).at("10:01:29.999"));
            metrics.pass(Duration.ofSeconds(2));
            assertThat(metrics.closed()).isEmpty();

            metrics.send(order("EUR", 1.0).at("10:01:30"));
            metrics.pass(Duration.ofSeconds(2));

            assertThat(metrics.closed()).extracting(MetricsTopologyTest::text).containsExactly(
                    "10:00 {currency=EUR} {count=1.0, sum=10.0, avg=10.0, min=10.0, max=10.0} final");
        }
    }

    @Test
    void shouldTakeDisorderWithinTheGraceAndKeepWhatIsLater() {
        try (var metrics = new MetricsScenario(REVENUE, state)) {
            metrics.send(order("EUR", 1.0).at("10:00:10"), order("EUR", 1.0).at("10:01:20"),
                    order("EUR", 5.0).at("10:00:20"), order("EUR", 1.0).at("10:02:00"));
            metrics.pass(Duration.ofSeconds(2));

            metrics.send(order("EUR", 9.0).at("10:00:30").id("too-late"));

            assertThat(metrics.closed()).extracting(window -> window.values().get("sum")).containsExactly(6.0);
            assertThat(metrics.late()).singleElement().satisfies(late -> {
                assertThat(late.by()).isEqualTo("metric/revenue");
                assertThat(late.event()).containsEntry("event_id", "too-late");
                assertThat(late.timestamp()).isEqualTo(Instant.parse("2024-01-01T10:00:30Z"));
            });
            assertThat(metrics.counted(MetricsMeters.LATE)).isEqualTo(1);
        }
    }

    @Test
    void shouldPutAnEventIntoEveryWindowOverIt() {
        try (var metrics = new MetricsScenario("""
                kind: metric
                name: all
                windows: [{hopping: 10m, every: 5m}, {tumbling: 1h}]
                """, state)) {
            metrics.send(event("x").at("10:07:00"));

            assertThat(metrics.read("all", "10m@5m")).extracting(window -> window.start().toString()).containsExactly(
                    "2024-01-01T10:00:00Z", "2024-01-01T10:05:00Z");
            assertThat(metrics.read("all", "1h")).hasSize(1);
        }
    }

    @Test
    void shouldCountDistinctValues() {
        try (var metrics = new MetricsScenario("""
                kind: metric
                name: users
                windows: [{tumbling: 1h}]
                aggregates: [count, {distinct: user_id}]
                """, state)) {
            metrics.send(event("x").user("a").at("10:00:00"), event("x").user("b").at("10:10:00"),
                    event("x").user("a").at("10:20:00"), event("x").at("10:30:00"));

            assertThat(metrics.read("users", "1h")).singleElement().extracting(WindowResult::values).isEqualTo(
                    Map.of("count", 4.0, "distinct", 2.0));
        }
    }

    @Test
    void shouldNeverMixTenants() {
        try (var metrics = new MetricsScenario(REVENUE, state)) {
            metrics.send(order("EUR", 1.0).at("10:00:00"), order("EUR", 50.0).tenant("t2").at("10:00:00"),
                    order("EUR", 2.0).tenant("t2").at("12:00:00"));
            metrics.pass(Duration.ofSeconds(2));

            metrics.send(order("EUR", 4.0).at("10:00:30"));

            assertThat(metrics.read("revenue", "1m")).singleElement().extracting(
                    window -> window.values().get("sum")).isEqualTo(5.0);
            assertThat(metrics.late()).isEmpty();
        }
    }

    @Test
    void shouldCloseTheWindowsOfALiveQuietStreamByTheWallClock() {
        var wallClock = Instant.parse("2024-01-01T10:00:10Z");
        try (var metrics = new MetricsScenario(TestDefinitions.of(REVENUE), state, wallClock)) {
            metrics.send(order("EUR", 10.0).at("10:00:05"));

            metrics.pass(Duration.ofSeconds(100));

            assertThat(metrics.closed()).hasSize(1);
        }
    }

    @Test
    void shouldNotCloseTheWindowsOfAnInterruptedReplay() {
        try (var metrics = new MetricsScenario(REVENUE, state)) {
            metrics.send(order("EUR", 10.0).at("10:00:05"));

            metrics.pass(Duration.ofMinutes(30));
            metrics.send(order("EUR", 1.0).at("10:00:06"));

            assertThat(metrics.closed()).isEmpty();
            assertThat(metrics.late()).isEmpty();
        }
    }

    @Test
    void shouldApplyDefinitionsAtRunTime() {
        try (var metrics = new MetricsScenario(REVENUE, state)) {
            metrics.send(event("click").at("10:00:00"));
            metrics.definitions.declare("""
                    kind: metric
                    name: clicks
                    events: [cl*]
                    windows: [{tumbling: 1m}]
                    """);
            metrics.send(event("click").at("10:00:01"));

            assertThat(metrics.read("clicks", "1m")).singleElement().extracting(
                    window -> window.values().get("count")).isEqualTo(1.0);
        }
    }

    @Test
    void shouldStartAfreshWhenADefinitionChangesAndForgetWhatIsDeleted() {
        try (var metrics = new MetricsScenario(REVENUE, state)) {
            metrics.send(order("EUR", 1.0).at("10:00:00"));
            metrics.definitions.declare(REVENUE.replace("data.total > 0", "data.total > 100"));

            assertThat(metrics.read("revenue", "1m")).isEmpty();

            metrics.send(order("EUR", 101.0).at("10:00:00"));
            assertThat(metrics.read("revenue", "1m")).hasSize(1);
            metrics.definitions.delete(DefinitionKind.METRIC, "revenue");
            metrics.pass(Duration.ofSeconds(20));
            assertThat(metrics.counted(MetricsMeters.EXPIRED)).isEqualTo(2);
        }
    }

    @Test
    void shouldKeepWindowsForTheirRetentionByTheWallClock() {
        try (var metrics = new MetricsScenario(REVENUE + "retention: 1h\n", state)) {
            metrics.send(order("EUR", 1.0).at("10:00:00"));

            metrics.pass(Duration.ofMinutes(59));
            assertThat(metrics.read("revenue", "1m")).hasSize(1);
            metrics.pass(Duration.ofMinutes(2));
            assertThat(metrics.read("revenue", "1m")).isEmpty();
        }
    }

    @Test
    void shouldHaveTheDocumentedTopology() {
        var topology = MetricsScenario.topology(new ActiveMetrics(new TestDefinitions()), new SimpleMeterRegistry());

        GoldenTopology.assertMatches(topology, getClass(), "metrics.txt");
    }

    private static io.millrace.testkit.event.EventBuilder order(String currency, double total) {
        return event("order").user("u1").data("currency", currency).data("total", total);
    }

    private static String text(WindowResult window) {
        return "%tR %s %s %s".formatted(window.start().atZone(ZoneOffset.UTC), window.group(), window.values(),
                window.isFinal() ? "final" : "open");
    }

}
