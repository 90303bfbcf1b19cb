package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.standalone.Standalone;
import io.millrace.standalone.StandaloneOptions;
import io.millrace.standalone.client.ReplayClient;
import io.millrace.standalone.client.ReplayOptions;
import io.millrace.standalone.client.ReplayProgress;
import io.millrace.standalone.client.ReplaySpeed;
import io.millrace.testkit.data.ReferenceData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Replays recorded events of 2010 and 2024, in order and disordered, and compares what the shipped definitions make of
 * them with results that were computed elsewhere; again after a restart without the local state. Skipped without the
 * reference data.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayTruthTest {

    private static final String RETAIL = "uci-online-retail";
    private static final String SHOP = "retentioneering";
    private static final String DISORDERED_SHOP = "retentioneering-disordered";
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(5);

    private final Path dataDir = Millraces.temporaryFolder();
    private StandaloneOptions options;
    private Standalone millrace;

    @BeforeAll
    void start() {
        assumeTrue(ReferenceData.file("truth/retentioneering_ecom.t1_minute_counts.csv.gz").isPresent(),
                "no reference data: set MILLRACE_DATA to its folder");
        options = Millraces.options(dataDir);
        millrace = Standalone.start(options);
    }

    @AfterAll
    void stop() {
        if (millrace != null) {
            millrace.close();
        }
        Millraces.delete(dataDir);
    }

    @Test
    @Order(1)
    void shouldTakeEveryEvent() throws InterruptedException {
        assertThat(replay("online_retail_dec2010", null)).isEqualTo(42_481);
        assertThat(replay("retentioneering_ecom", null)).isEqualTo(31_106);
        assertThat(replay("retentioneering_ecom_disordered", DISORDERED_SHOP)).isEqualTo(31_375);
    }

    @Test
    @Order(2)
    void shouldCountPerMinuteAndPerHour() {
        expectCounts(RETAIL, "online_retail_dec2010");
        expectCounts(SHOP, "retentioneering_ecom");
        expectCounts(DISORDERED_SHOP, "retentioneering_ecom");
    }

    @Test
    @Order(3)
    void shouldSumPricesPerHour() {
        expectPrices(RETAIL, "online_retail_dec2010");
    }

    @Test
    @Order(4)
    void shouldFindTheFunnels() {
        expectFunnels(SHOP);
        expectFunnels(DISORDERED_SHOP);
    }

    @Test
    @Order(5)
    void shouldAccountForEveryEvent() {
        var meters = Meters.of(options.ports().ingest());

        assertThat(meters.sum("millrace_ingest_door_events_accepted_total")).isEqualTo(42_481 + 31_106 + 31_375);
        assertThat(meters.sum("millrace_ingest_events_normalised_total")).isEqualTo(42_481 + 31_106 + 31_106);
        assertThat(meters.sum("millrace_ingest_events_duplicate_total")).isEqualTo(31_375 - 31_106);
        assertThat(meters.sum("millrace_ingest_records_rejected_total")).isZero();
    }

    @Test
    @Order(6)
    void shouldHaveNothingLate() {
        assertThat(Meters.of(options.ports().metrics()).sum("millrace_metrics_late_total")).isZero();
        assertThat(Meters.of(options.ports().cep()).sum("millrace_cep_late_total")).isZero();
    }

    @Test
    @Order(7)
    void shouldAnswerTheSameAfterARestartWithoutLocalState() {
        millrace.close();
        Millraces.delete(dataDir.resolve("state"));
        millrace = Standalone.start(options);

        shouldCountPerMinuteAndPerHour();
        shouldSumPricesPerHour();
        shouldFindTheFunnels();
    }

    @Test
    @Order(8)
    void shouldChangeNothingWhenReplayedAgain() throws InterruptedException {
        replay("retentioneering_ecom", null);

        await().atMost(CAUGHT_UP_WITHIN).untilAsserted(
                () -> assertThat(
                        Meters.of(options.ports().ingest()).sum("millrace_ingest_events_duplicate_total")).isEqualTo(
                                31_106));
        shouldCountPerMinuteAndPerHour();
        shouldFindTheFunnels();
    }

    @Test
    @Order(9)
    void shouldTellTheSameOfAStreamAsItComesAndOfItsReplay() throws Exception {
        var recorded = ReferenceData.file("events/online_retail_dec2010.jsonl.gz").orElseThrow();
        var file = Files.write(dataDir.resolve("thirty-hours.jsonl"),
                ReferenceData.gzipLines(recorded).subList(0, 4_000));
        var options = ReplayOptions.to(millrace.ingestUrl(), "dev");

        assertThat(replay(file, options.forTenant("as-it-comes").at(new ReplaySpeed(7_200)))).isEqualTo(4_000);
        assertThat(replay(file, options.forTenant("at-once"))).isEqualTo(4_000);

        for (var metric : Map.of("events-by-type", "1m", "prices", "1h", "revenue", "1m").entrySet()) {
            for (var aggregate : metric.getKey().equals("events-by-type")
                    ? List.of("count")
                    : List.of("count", "sum")) {
                await().atMost(CAUGHT_UP_WITHIN).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
                    var atOnce = windows(metric.getKey(), metric.getValue(), "at-once", aggregate);
                    assertThat(atOnce).isNotEmpty();
                    assertThat(Truth.differences(windows(metric.getKey(), metric.getValue(), "as-it-comes", aggregate),
                            atOnce)).isEmpty();
                });
            }
        }
        assertThat(windows("events-by-type", "1m", "as-it-comes", "count").values().stream().mapToDouble(
                count -> count).sum()).isEqualTo(4_000);
    }

    private long replay(String name, String tenant) throws InterruptedException {
        var file = ReferenceData.file("events/" + name + ".jsonl.gz").orElseThrow();
        var to = ReplayOptions.to(millrace.ingestUrl(), "dev");
        return replay(file, tenant == null ? to : to.forTenant(tenant));
    }

    private static long replay(Path file, ReplayOptions options) throws InterruptedException {
        return new ReplayClient(options, ReplayProgress.SILENT).replay(file).accepted();
    }

    private void expectCounts(String tenant, String truth) {
        var minutes = Truth.rows(truth + ".t1_minute_counts").toMap(List.of("window_start", "event_type"), "n");
        eventually(() -> windows("events-by-type", "1m", tenant, "count"), minutes);
        var hours = Truth.rows(truth + ".t2_hour_stats");
        eventually(() -> windows("events-by-type", "1h", tenant, "count"),
                hours.without("event_type", "*").toMap(List.of("window_start", "event_type"), "n"));
        eventually(() -> windows("events-per-hour", "1h", tenant, "count"),
                hours.only("event_type", "*").toMap(List.of("window_start"), "n"));
    }

    private void expectPrices(String tenant, String truth) {
        var hours = Truth.rows(truth + ".t2_hour_stats").without("event_type", "*").without("n_price", "0");
        for (var column : Map.of("count", "n_price", "sum", "sum_price", "min", "min_price", "max",
                "max_price").entrySet()) {
            eventually(() -> windows("prices", "1h", tenant, column.getKey()),
                    hours.toMap(List.of("window_start", "event_type"), column.getValue()));
        }
    }

    private void expectFunnels(String tenant) {
        var expected = Truth.rows("retentioneering_ecom.t3_funnel_user_le30").texts("key", "view_ts", "cart_ts",
                "purchase_ts");
        await().atMost(CAUGHT_UP_WITHIN).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(
                Truth.funnels(query().get("/v1/patterns/purchase-funnel/matches?limit=100000&tenant=" + tenant).list(
                        "matches"))).containsExactlyInAnyOrderElementsOf(expected));
    }

    private Map<String, Double> windows(String metric, String window, String tenant, String aggregate) {
        var answer = query().get("/v1/metrics/%s/windows?window=%s&tenant=%s&limit=100000".formatted(metric, window,
                tenant));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("warnings")).isEqualTo(List.of());
        return Truth.windows(answer.list("windows"), aggregate);
    }

    private HttpApi query() {
        return new HttpApi(millrace.queryUrl());
    }

    private static void eventually(java.util.function.Supplier<Map<String, Double>> actual,
            Map<String, Double> expected) {
        await().atMost(CAUGHT_UP_WITHIN).pollInterval(Duration.ofSeconds(2)).untilAsserted(
                () -> assertThat(Truth.differences(actual.get(), expected)).isEmpty());
    }

}
