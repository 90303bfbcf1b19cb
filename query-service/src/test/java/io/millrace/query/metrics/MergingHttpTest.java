package io.millrace.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.expressions.metric.MetricResults;
import io.millrace.query.reads.MeasuredEvent;
import io.millrace.query.reads.ReadService;
import io.millrace.query.reads.Shop;
import io.millrace.result.ResultJson;
import io.millrace.result.WindowResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is merged here must be what one would have counted over all events at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergingHttpTest {

    private record Windows(List<WindowResult> windows, List<String> warnings) {}

    private record Groups(List<WindowResult> groups, List<String> warnings) {}

    /** Few states at once, so that every read goes in slices. */
    private ReadService service;

    @BeforeAll
    void start() {
        service = new ReadService(Shop.DEFINITIONS, "millrace.query.max-states=150");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        service.metrics.clear();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldMergeAsIfAllEventsHadBeenCountedTogether(long seed) throws Exception {
        add(Shop.orders(seed, 400, "takings"));

        var found = windows("/v1/metrics/takings/windows?window=1h&by=country");

        assertThat(found.windows()).hasSize(16);
        found.windows().forEach(window -> {
            var expected = together("takings", window, event -> event.group().get("country").equals(
                    window.group().get("country")) && !event.at().isBefore(window.start())
                    && event.at().isBefore(window.end()));
            assertSame(window, expected);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void shouldMergeToWhatTheRollupHolds(long seed) throws Exception {
        add(Shop.orders(seed, 300, "revenue", "takings"));

        for (var by : List.of("currency", "")) {
            var kept = windows("/v1/metrics/revenue/windows?window=1m&by=" + by);
            var merged = windows("/v1/metrics/takings/windows?window=1m&by=" + by);

            assertThat(merged.warnings()).isEmpty();
            assertThat(merged.windows()).hasSameSizeAs(kept.windows());
            for (int i = 0; i < kept.windows().size(); i++) {
                assertThat(merged.windows().get(i).start()).isEqualTo(kept.windows().get(i).start());
                assertSame(merged.windows().get(i), kept.windows().get(i));
            }
        }
        assertThat(service.metrics.reads()).filteredOn(read -> read.containsKey("states")).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void shouldMergeARangeAsIfItWereOneWindow(long seed) throws Exception {
        add(Shop.orders(seed, 400, "takings"));

        var found = ResultJson.read(service.get(
                "/v1/metrics/takings/range?window=1m&by=currency&from=2024-03-09T00:30:00Z&to=2024-03-09T03:30:00Z",
                "reader").body().getBytes(), Groups.class);

        assertThat(found.groups()).extracting(WindowResult::group).containsExactly(Map.of("currency", "EUR"),
                Map.of("currency", "USD"));
        found.groups().forEach(row -> {
            assertThat(row.start()).isEqualTo("2024-03-09T00:30:00Z");
            assertSame(row, together("takings", row, event -> event.group().get("currency").equals(
                    row.group().get("currency")) && !event.at().isBefore(row.start())
                    && event.at().isBefore(row.end())));
        });
    }

    @Test
    void shouldCutAtTheLimitAndSaySo() throws Exception {
        add(Shop.orders(9, 300, "takings"));

        var all = windows("/v1/metrics/takings/windows?window=1m&by=currency");
        service.metrics.reads().clear();
        var first = windows("/v1/metrics/takings/windows?window=1m&by=currency&limit=10");

        assertThat(first.windows()).isEqualTo(all.windows().subList(0, 10));
        assertThat(first.warnings()).singleElement().asString().contains("only the first 10 windows");
        assertThat(service.metrics.reads()).hasSizeLessThan(20);
    }

    @Test
    void shouldKeepTenantsApart() throws Exception {
        var at = Shop.DAY;
        add(List.of(new MeasuredEvent("takings", "t1", at, Map.of("currency", "EUR", "country", "DE"), 1, "u", "s"),
                new MeasuredEvent("takings", "t2", at, Map.of("currency", "EUR", "country", "FR"), 2, "u", "s")));

        assertThat(windows("/v1/metrics/takings/windows?window=1h&by=currency").windows()).extracting(
                WindowResult::tenantId).containsExactly("t1", "t2");
    }

    private void add(List<MeasuredEvent> events) {
        service.metrics.add(events.toArray(MeasuredEvent[]::new));
    }

    private Windows windows(String path) throws Exception {
        return ResultJson.read(service.get(path, "reader").body().getBytes(), Windows.class);
    }

    private WindowResult together(String metric, WindowResult like,
            java.util.function.Predicate<MeasuredEvent> passes) {
        return MetricResults.of(service.metrics.metric(metric), like.window(), "t1", like.start().toEpochMilli(),
                like.end().toEpochMilli(), like.group(), service.metrics.stateOf(metric, "t1", passes), like.isFinal(),
                null);
    }

    /** The same aggregates; sums may be rounded differently in their last digits. */
    private static void assertSame(WindowResult actual, WindowResult expected) {
        assertThat(actual.group()).isEqualTo(expected.group());
        assertThat(actual.values().keySet()).isEqualTo(new TreeMap<>(expected.values()).keySet());
        expected.values().forEach((aggregate, value) -> assertThat(actual.values().get(aggregate)).as(
                aggregate).isCloseTo(value, within(Math.abs(value) * 1e-9)));
        assertThat(actual.top()).isEqualTo(expected.top());
        assertThat(actual.buckets()).isEqualTo(expected.buckets());
        assertThat(actual.lastEventAt()).isEqualTo(expected.lastEventAt());
    }

}
