package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.event.Event;
import io.millrace.metrics.MetricsMeters;
import io.millrace.result.WindowResult;
import io.millrace.testkit.broker.TestBroker;
import io.millrace.testkit.data.ReferenceData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The metrics engine over recorded events of 2010 and 2024, in order and disordered, against results that were computed
 * elsewhere: each closed window once, and none missing. Skipped without the reference data.
 */
class MetricsTruthTest {

    private static final String RETAIL = "online_retail_dec2010";
    private static final String SHOP = "retentioneering_ecom";
    private static final String DISORDERED = "retentioneering_ecom_disordered";
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(3);
    private static final String DEFINITIONS = """
            kind: metric
            name: minutes
            by: {event_type: event_type}
            windows: [{tumbling: 1m}]
            grace: 2m
            ---
            kind: metric
            name: hours
            value: data.price
            by: {event_type: event_type}
            rollup: [[]]
            windows: [{tumbling: 1h}]
            aggregates: [count, sum, avg, min, max, p95, {distinct: user_id}]
            grace: 2m
            ---
            kind: metric
            name: visits
            windows: [{session: 30m, per: user_id}]
            grace: 2m
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void findData() {
        assumeTrue(ReferenceData.file("truth/" + SHOP + ".t1_minute_counts.csv.gz").isPresent(),
                "no reference data: set MILLRACE_DATA to its folder");
    }

    @ParameterizedTest(name = "{0} partitions, {1} instances")
    @CsvSource({"1, 1", "4, 1", "4, 2"})
    void shouldGiveTheReferenceResults(int partitions, int instances) {
        try (var broker = TestBroker.inProcess().start(); var feed = new EventFeed(broker, partitions)) {
            for (var file : List.of(RETAIL, SHOP, DISORDERED)) {
                var events = EventFeed.recorded(file, file);
                feed.send(events);
                feed.closeAll(file, events.stream().map(Event::timestamp).max(Comparator.naturalOrder()).orElseThrow());
            }
            var running = new ArrayList<MetricsInstance>();
            try (var windows = new PublishedWindows(broker.bootstrapServers())) {
                for (int i = 0; i < instances; i++) {
                    running.add(new MetricsInstance(broker.bootstrapServers(), "metrics-truth", "instance-" + i,
                            folder.resolve("state-" + i), DEFINITIONS, partitions, 1).start());
                }
                expectAll(windows, RETAIL, RETAIL);
                expectAll(windows, SHOP, SHOP);
                expectAll(windows, DISORDERED, SHOP);
                assertThat(windows.poll().again()).isEmpty();
                assertThat(running).allSatisfy(
                        instance -> assertThat(instance.counted(MetricsMeters.LATE)).isZero());
            } finally {
                running.forEach(MetricsInstance::close);
            }
        }
    }

    private static void expectAll(PublishedWindows windows, String tenant, String truth) {
        var minutes = Truth.rows(truth + ".t1_minute_counts").toMap(List.of("window_start", "event_type"), "n");
        eventually(windows, () -> values(windows.of("minutes", tenant, "1m"), "count"), minutes);
        expectHours(windows, tenant, truth);
        expectSessions(windows, tenant, truth);
    }

    private static void expectHours(PublishedWindows windows, String tenant, String truth) {
        var hours = Truth.rows(truth + ".t2_hour_stats");
        var key = List.of("window_start", "event_type");
        eventually(windows, () -> values(windows.of("hours", tenant, "1h"), "count"), hours.toMap(key, "n"));
        var found = windows.of("hours", tenant, "1h");
        var users = hours.toMap(key, "users");
        values(found, "distinct").forEach((hour, distinct) -> assertThat(distinct).as("users of " + hour).isCloseTo(
                users.get(hour), withinPercentage(5)));
        var priced = hours.without("n_price", "0");
        for (var column : Map.of("sum", "sum_price", "min", "min_price", "max", "max_price").entrySet()) {
            assertThat(
                    Truth.differences(values(found, column.getKey()), priced.toMap(key, column.getValue()))).isEmpty();
        }
        var sums = priced.toMap(key, "sum_price");
        var counts = priced.toMap(key, "n_price");
        values(found, "avg").forEach((hour, average) -> assertThat(average).as("average of " + hour).isCloseTo(
                sums.get(hour) / counts.get(hour), offset(1e-9)));
        var quantiles = priced.toMap(key, "p95_disc");
        values(found, "p95").forEach((hour, quantile) -> assertThat(quantile).as("p95 of " + hour).isCloseTo(
                quantiles.get(hour), withinPercentage(1)));
        assertThat(values(found, "p95")).hasSameSizeAs(quantiles);
    }

    private static void expectSessions(PublishedWindows windows, String tenant, String truth) {
        var expected = Truth.rows(truth + ".t4_sessions");
        Function<WindowResult, String> key = session -> session.group().get("user_id") + "|" + session.start();
        eventually(windows, () -> by(key, windows.of("visits", tenant, "session-30m"),
                session -> session.values().get("count")), expected.toMap(List.of("user_id", "start"), "events"));
        var sessions = windows.of("visits", tenant, "session-30m");
        assertThat(Truth.differences(by(key, sessions, MetricsTruthTest::millis),
                expected.toMap(List.of("user_id", "start"), "duration_ms"))).isEmpty();
        var summary = Truth.rows(truth + ".t4_sessions_summary");
        assertThat((double) sessions.size()).isEqualTo(summary.number("sessions"));
        assertThat((double) sessions.stream().map(WindowResult::group).distinct().count()).isEqualTo(
                summary.number("users"));
        assertThat(sessions.stream().mapToDouble(
                session -> session.values().get("count")).average().orElseThrow()).isCloseTo(
                        summary.number("mean_events"), offset(1e-6));
        assertThat(sessions.stream().mapToDouble(MetricsTruthTest::millis).average().orElseThrow() / 1000).isCloseTo(
                summary.number("mean_duration_s"), offset(1e-6));
    }

    private static double millis(WindowResult session) {
        return Duration.between(session.start(), session.end()).toMillis();
    }

    /** By start and type of event; a roll-up over all types has {@code *} there. */
    private static Map<String, Double> values(List<WindowResult> windows, String aggregate) {
        return by(window -> window.start() + "|" + window.group().getOrDefault("event_type", "*"), windows,
                window -> window.values().get(aggregate));
    }

    private static Map<String, Double> by(Function<WindowResult, String> key, List<WindowResult> windows,
            Function<WindowResult, Double> value) {
        var values = new TreeMap<String, Double>();
        for (var window : windows) {
            var number = value.apply(window);
            if (number != null) {
                values.put(key.apply(window), number);
            }
        }
        return values;
    }

    private static void eventually(PublishedWindows windows, Supplier<Map<String, Double>> actual,
            Map<String, Double> expected) {
        await().atMost(CAUGHT_UP_WITHIN).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            windows.poll();
            assertThat(Truth.differences(actual.get(), expected)).isEmpty();
        });
    }

}
