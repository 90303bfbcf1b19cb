package io.millrace.query.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.reads.ReadService;
import io.millrace.result.CapturedEvent;
import io.millrace.result.DroppedRun;
import io.millrace.result.Explanation;
import io.millrace.result.FunnelPartial;
import io.millrace.result.OpenRun;
import io.millrace.result.PatternMatch;
import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateLayout;
import io.millrace.statistics.binary.BinaryWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatternReadsHttpTest {

    private static final Instant TEN = Instant.parse("2024-03-09T10:00:00Z");
    private static final AggregateLayout LAYOUT = AggregateLayout.of(
            List.of(new Aggregate.Quantile(0.5), new Aggregate.Distinct("keys", 0)));

    private ReadService service;

    @BeforeAll
    void start() {
        service = new ReadService("""
                kind: pattern
                name: shop-funnel
                pattern: view -> cart -> buy
                within: 30m
                define: {view: {events: [view]}, cart: {events: [cart]}, buy: {events: [buy]}}
                """);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        service.patterns.clear();
    }

    @Test
    void shouldMergeTheResultsOfBothHalvesLatestFirst() throws Exception {
        service.patterns.add("matches", 1, match("m1", 1));
        service.patterns.add("matches", 4, match("m2", 3));
        service.patterns.add("matches", 2, match("m3", 2));
        service.patterns.watermarks(0, 2, TEN.toEpochMilli());

        var found = service.read(
                "/v1/patterns/shop-funnel/matches?tenant=t1&limit=2&key=ada&from=2024-03-09T00:00:00Z");

        assertThat(list(found.get("matches"))).map(match -> match.get("match_id")).containsExactly("m2", "m3");
        assertThat(found.get("warnings").toString()).contains("only the latest 2");
        assertThat(list(found.get("partitions"))).hasSize(2).first().satisfies(partition -> assertThat(
                partition).containsEntry("watermark", "2024-03-09T10:00:00.000Z").containsEntry("lag_ms",
                        Duration.between(TEN, ReadService.NOW).toMillis()));
        assertThat(service.patterns.reads()).first().satisfies(
                read -> assertThat(read).containsEntry("partitions", "0,1,2,3,4,5").containsEntry("key", "ada"));
    }

    @Test
    void shouldTellDroppedRunsAsTables() throws Exception {
        service.patterns.add("overflows", 0,
                new DroppedRun("r1", "shop-funnel", 1, "t1", "ada", TEN, TEN.plusSeconds(5),
                        "cart", Map.of()));

        var csv = service.get("/v1/patterns/shop-funnel/overflows?format=csv", "reader").body();

        assertThat(csv.lines()).hasSize(2).first().asString().startsWith("run_id,pattern,version,tenant_id,key,start");
    }

    @Test
    void shouldReadOpenRunsWithoutAKey() throws Exception {
        service.patterns.add("partial", 5, new OpenRun("shop-funnel", 1, "t1", "ada", "cart", TEN, null, Map.of()));

        assertThat(list(service.read("/v1/patterns/shop-funnel/partial").get("partial"))).singleElement().satisfies(
                open -> assertThat(open).containsEntry("key", "ada").containsEntry("waiting_for", "cart"));
    }

    @Test
    void shouldExplainAKey() throws Exception {
        var event = new CapturedEvent("e1", "cart", TEN, Map.of("sku", "tea"));
        service.patterns.add("explain", 0, new Explanation("shop-funnel", 1, "t1", "ada",
                List.of(new Explanation.OpenBranch(1, List.of("cart"), TEN, TEN, TEN.plusSeconds(1800), false,
                        Map.of())),
                List.of(new Explanation.Refused(event, List.of(new Explanation.Why("cart", TEN, "does not hold",
                        "cart.data.sku == view.data.sku", Map.of("view.data.sku", "cup")))))));

        var explained = list(service.read("/v1/patterns/shop-funnel/explain?key=ada").get("explanations")).getFirst();

        assertThat(list(explained.get("open")).getFirst()).containsEntry("deadline", "2024-03-09T10:30:00.000Z");
        assertThat(explained.get("refused").toString()).contains("does not hold",
                "expression=cart.data.sku == view.data.sku", "view.data.sku=cup");
        assertThat(service.get("/v1/patterns/shop-funnel/explain", "reader").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSayWhatIsMissing() throws Exception {
        service.patterns.lose(3);

        assertThat(service.read("/v1/patterns/shop-funnel/timeouts").get("warnings").toString()).contains(
                "partition 3 of cep-service is missing: it is lost");
    }

    @Test
    void shouldRefuseWhatCanNotBeRead() throws Exception {
        assertThat(service.get("/v1/patterns/none/overflows", "reader").statusCode()).isEqualTo(404);
        assertThat(service.get("/v1/patterns/shop-funnel/matches?limit=0", "reader").statusCode()).isEqualTo(400);
        assertThat(service.get("/v1/patterns/shop-funnel/matches?tenant=t2", "ours").statusCode()).isEqualTo(403);
        assertThat(service.get("/v1/patterns/shop-funnel/funnel?window=5m", "reader").body()).contains(
                "a funnel has no window '5m', only [1h, 1d]");
    }

    @Test
    void shouldMergeFunnelsOverPartitions() throws Exception {
        funnel(0, 0, true, "view", 4, Double.NaN, "cart", 2, 10, "buy", 1, 100);
        funnel(2, 0, true, "view", 4, Double.NaN, "cart", 1, 40);
        service.patterns.watermarks(0, 3, TEN.plus(Duration.ofMinutes(90)).toEpochMilli());

        var window = list(service.read("/v1/patterns/shop-funnel/funnel?tenant=t1").get("windows")).getFirst();

        assertThat(window).containsEntry("start", "2024-03-09T10:00:00.000Z").containsEntry("end",
                "2024-03-09T11:00:00.000Z").containsEntry("final", true);
        var steps = list(window.get("steps"));
        assertThat(steps).map(step -> step.get("step")).containsExactly("view", "cart", "buy");
        assertThat(steps).map(step -> step.get("reached")).containsExactly(8L, 3L, 1L);
        assertThat(steps).map(step -> step.get("keys")).containsExactly(4L, 2L, 1L);
        assertThat(steps).map(step -> step.get("conversion")).containsExactly(1.0, 0.375, 0.125);
        assertThat(steps.getFirst()).doesNotContainKey("seconds");
        assertThat(steps.get(1).get("seconds").toString()).contains("p50=10.0").contains("p95=");
    }

    @Test
    void shouldMergeHoursIntoDaysThatAreOpenUntilTheyArePast() throws Exception {
        funnel(0, 0, true, "view", 4, Double.NaN);
        funnel(0, 5, true, "view", 2, Double.NaN, "cart", 2, 3);
        service.patterns.watermarks(0, 3, TEN.plus(Duration.ofHours(8)).toEpochMilli());

        var open = list(service.read("/v1/patterns/shop-funnel/funnel?window=1d&tenant=t1").get("windows"));
        service.patterns.watermarks(0, 3, TEN.plus(Duration.ofHours(15)).toEpochMilli());
        var past = list(service.read("/v1/patterns/shop-funnel/funnel?window=1d&tenant=t1").get("windows"));

        assertThat(open).singleElement().satisfies(day -> {
            assertThat(day).containsEntry("start", "2024-03-09T00:00:00.000Z").containsEntry("final", false);
            assertThat(list(day.get("steps"))).map(step -> step.get("reached")).containsExactly(6L, 2L, 0L);
        });
        assertThat(past.getFirst()).containsEntry("final", true);
    }

    @Test
    void shouldHaveARowForEachStepInTables() throws Exception {
        funnel(0, 0, true, "view", 4, Double.NaN, "cart", 2, 10);

        var csv = service.get("/v1/patterns/shop-funnel/funnel?format=csv", "reader").body();

        assertThat(csv.lines()).hasSize(4).first().asString().contains("step,reached,keys,conversion", "seconds.p50",
                "final");
    }

    @Test
    void shouldHaveFunnelsAsPrometheusSeries() throws Exception {
        funnel(0, 0, true, "view", 4, Double.NaN, "cart", 2, 10);
        var eleven = TEN.plus(Duration.ofHours(1));

        assertThat(
                service.query("shop_funnel_funnel_reached{step='cart',window='1h'}", eleven)).singleElement().satisfies(
                        series -> {
                            assertThat(series.get("metric").toString()).contains("tenant=t1");
                            assertThat(series.get("value").toString()).endsWith("2]");
                        });
        assertThat(service.query("shop_funnel_funnel_conversion{step='cart',window='1h'}",
                eleven)).singleElement().satisfies(
                        series -> assertThat(series.get("value").toString()).endsWith("0.5]"));
        assertThat(service.query("shop_funnel_funnel_seconds_p50", eleven)).hasSize(1);
        assertThat(service.query("shop_funnel_funnel_keys{window='1d'}", TEN.plus(Duration.ofHours(14)))).hasSize(3);
        assertThat(service.read("/api/v1/label/__name__/values").get("data").toString()).contains(
                "shop_funnel_funnel_reached", "shop_funnel_funnel_seconds_p95");
        assertThat(service.read("/api/v1/labels").get("data").toString()).contains("step");
    }

    @Test
    void shouldDescribeItsParameters() throws Exception {
        @SuppressWarnings("unchecked")
        var paths = (Map<String, Object>) service.read("/v3/api-docs").get("paths");

        assertThat(paths.get("/v1/patterns/{name}/matches").toString()).contains("name=from", "name=to", "name=format",
                "name=key", "name=limit", "name=tenant");
        assertThat(paths.get("/v1/patterns/{name}/funnel").toString()).contains("name=window", "name=from");
        assertThat(paths.get("/v1/patterns/dry-run").toString()).contains("name=last", "application/yaml");
    }

    private void funnel(int partition, int hour, boolean isFinal, Object... steps) {
        for (int i = 0; i < steps.length; i += 3) {
            var state = LAYOUT.empty();
            for (int run = 0; run < (int) steps[i + 1]; run++) {
                state.add(0, ((Number) steps[i + 2]).doubleValue(), new String[]{"user-" + run});
            }
            var out = new BinaryWriter();
            state.writeTo(out);
            service.patterns.add("funnel", partition, new FunnelPartial("t1", TEN.plus(Duration.ofHours(hour)),
                    (String) steps[i], out.toByteArray(), isFinal));
        }
    }

    private static PatternMatch match(String id, int minute) {
        return new PatternMatch(id, "shop-funnel", 1, "t1", "ada", TEN, TEN.plus(Duration.ofMinutes(minute)), Map.of(),
                Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }

}
