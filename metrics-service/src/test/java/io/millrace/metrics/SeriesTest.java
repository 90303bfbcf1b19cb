package io.millrace.metrics;

import static io.millrace.testkit.event.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.result.WindowResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series of a metric: roll-ups over fewer dimensions, and the limit of how many there may be. */
class SeriesTest {

    private static final String ORDERS = """
            kind: metric
            name: orders
            value: data.total
            by: {country: data.country, device: data.device}
            rollup: [[country], []]
            windows: [{tumbling: 1h}]
            aggregates: [count, sum, max, {distinct: user_id}]
            """;
    private static final String LIMITED = """
            kind: metric
            name: limited
            value: data.total
            by: {country: data.country}
            rollup: [[]]
            windows: [{tumbling: 1h}]
            aggregates: [count, sum]
            max_series: 2
            """;

    @TempDir
    private Path state;

    @Test
    void shouldRollSeriesUp() {
        try (var metrics = new MetricsScenario(ORDERS, state)) {
            order(metrics, "a", "DE", "phone", 10);
            order(metrics, "a", "DE", "desk", 5);
            order(metrics, "b", "DE", "desk", 7);
            order(metrics, "a", "NP", "phone", 1);

            assertThat(metrics.read("orders", 1, "1h", 1)).extracting(WindowResult::group).containsExactly(
                    Map.of("country", "DE"), Map.of("country", "NP"));
            assertThat(metrics.read("orders", 1, "1h", 1).getFirst().values()).isEqualTo(
                    Map.of("count", 3.0, "sum", 22.0, "max", 10.0, "distinct", 2.0));
            assertThat(metrics.read("orders", 1, "1h", 2)).singleElement().satisfies(all -> {
                assertThat(all.group()).isEmpty();
                assertThat(all.values()).isEqualTo(Map.of("count", 4.0, "sum", 23.0, "max", 10.0, "distinct", 2.0));
            });
        }
    }

    @Test
    void shouldPublishRollUpsLikeAnySeries() {
        try (var metrics = new MetricsScenario(ORDERS, state)) {
            order(metrics, "a", "DE", "phone", 10);

            metrics.pass(Duration.ofSeconds(1));

            assertThat(metrics.published()).extracting(WindowResult::group).containsExactlyInAnyOrder(
                    Map.of("country", "DE", "device", "phone"), Map.of("country", "DE"), Map.of());
        }
    }

    @Test
    void shouldKeepWhatIsLateForARollUpOnce() {
        try (var metrics = new MetricsScenario(ORDERS, state)) {
            order(metrics, "a", "DE", "phone", 10);
            metrics.send(event("x").at("12:00:00"));

            order(metrics, "a", "DE", "phone", 99);

            assertThat(metrics.late()).hasSize(1);
            assertThat(metrics.counted(MetricsMeters.LATE)).isEqualTo(1);
            assertThat(metrics.read("orders", 1, "1h", 2).getFirst().values()).containsEntry("max", 10.0);
        }
    }

    @Test
    void shouldCountSeriesBeyondTheLimitTogetherAndKeepTotalsExact() {
        try (var metrics = new MetricsScenario(LIMITED, state)) {
            for (int round = 0; round < 3; round++) {
                for (var country : new String[]{"DE", "NP", "FR", "US"}) {
                    order(metrics, "a", country, "phone", 1.25);
                }
            }

            assertThat(counts(metrics)).isEqualTo(new TreeMap<>(Map.of("DE", 3, "NP", 3, "other", 6)));
            assertThat(metrics.read("limited", 1, "1h", 1)).singleElement().extracting(WindowResult::values).isEqualTo(
                    Map.of("count", 12.0, "sum", 15.0));
            assertThat(metrics.counted(MetricsMeters.OVERFLOWED)).isEqualTo(6);
        }
    }

    @Test
    void shouldLimitTheSeriesOfEachTenantOnItsOwn() {
        try (var metrics = new MetricsScenario(LIMITED, state)) {
            metrics.send(event("x").tenant("t2").data("country", "FR").at("10:00:00"),
                    event("x").tenant("t2").data("country", "US").at("10:00:00"));
            order(metrics, "a", "DE", "phone", 1);
            order(metrics, "a", "NP", "phone", 1);

            assertThat(counts(metrics)).containsOnlyKeys("DE", "NP");
            assertThat(metrics.counted(MetricsMeters.OVERFLOWED)).isZero();
        }
    }

    @Test
    void shouldGiveThePlaceOfASilentSeriesToAnother() {
        try (var metrics = new MetricsScenario(LIMITED, state)) {
            order(metrics, "a", "DE", "phone", 1);
            order(metrics, "a", "NP", "phone", 1);
            metrics.pass(Duration.ofMinutes(61));

            order(metrics, "a", "FR", "phone", 1);

            assertThat(counts(metrics)).containsOnlyKeys("DE", "NP", "FR");
        }
    }

    private static Map<String, Integer> counts(MetricsScenario metrics) {
        return metrics.read("limited", "1h").stream().collect(Collectors.toMap(
                window -> window.group().get("country"), window -> window.values().get("count").intValue(),
                (a, _) -> a, TreeMap::new));
    }

    private static void order(MetricsScenario metrics, String user, String country, String device, double total) {
        metrics.send(event("order").user(user).data("country", country).data("device", device).data("total",
                total).at("10:00:00"));
    }

}
