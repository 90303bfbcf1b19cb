package io.millrace.query.prometheus;

import static io.millrace.query.reads.Shop.order;
import static io.millrace.query.reads.Shop.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.reads.MeasuredEvent;
import io.millrace.query.reads.ReadService;
import io.millrace.query.reads.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusHttpTest {

    private static final Instant AT_ELEVEN = Instant.parse("2024-03-09T11:00:00Z");

    private ReadService service;

    @BeforeAll
    void start() {
        service = new ReadService(Shop.DEFINITIONS);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        service.metrics.clear();
        service.metrics.add(order("revenue", "2024-03-09T10:10:00Z", "EUR", "DE", 5),
                order("revenue", "2024-03-09T10:20:00Z", "EUR", "DE", 50),
                order("revenue", Instant.parse("2024-03-09T10:30:00Z"), "EUR", "FR", 500, "bob", "sku-2"),
                visit("2024-03-09T10:10:00Z", "EUR", "DE"), visit("2024-03-09T10:10:00Z", "EUR", "FR"),
                visit("2024-03-09T10:20:00Z", "EUR", "FR"));
    }

    @Test
    void shouldHaveAFamilyForEachAggregateThatIsANumber() throws Exception {
        assertThat(values("revenue_p99_9{window='1h',country='DE'}", AT_ELEVEN)).hasSize(1);
        assertThat(values("revenue_sum{window='1h'}", AT_ELEVEN)).containsOnly(
                Map.entry("{country=DE, currency=EUR, tenant=t1, window=1h}", "55"),
                Map.entry("{country=FR, currency=EUR, tenant=t1, window=1h}", "500"));
        assertThat(values("revenue_rate{window='1h',country='DE'}", AT_ELEVEN).values()).containsExactly(
                "0.0005555555555555556");
    }

    @Test
    void shouldHaveBucketsThatQuantilesAreTakenFrom() throws Exception {
        assertThat(values("revenue_bucket{window='1h',country='DE'}", AT_ELEVEN)).containsOnly(
                Map.entry("{country=DE, currency=EUR, le=1, tenant=t1, window=1h}", "0"),
                Map.entry("{country=DE, currency=EUR, le=10, tenant=t1, window=1h}", "1"),
                Map.entry("{country=DE, currency=EUR, le=100, tenant=t1, window=1h}", "2"),
                Map.entry("{country=DE, currency=EUR, le=+Inf, tenant=t1, window=1h}", "2"));
        assertThat(values("revenue_bucket{window='1h',country='DE',le='10'}", AT_ELEVEN)).hasSize(1);
    }

    @Test
    void shouldHaveASeriesForEachValueOfATopList() throws Exception {
        assertThat(values("revenue_total_top{window='1h'}", AT_ELEVEN)).containsOnly(
                Map.entry("{tenant=t1, value=sku-1, window=1h}", "2"),
                Map.entry("{tenant=t1, value=sku-2, window=1h}", "1"));
        assertThat(values("revenue_top{window='1h',value='sku-2'}", AT_ELEVEN)).hasSize(1);
    }

    @Test
    void shouldKeepRollupsInFamiliesOfTheirOwnSoThatNothingCountsTwice() throws Exception {
        assertThat(values("revenue_count{window='1h'}", AT_ELEVEN).values()).containsExactlyInAnyOrder("2", "1");
        assertThat(values("revenue_by_currency_sum{window='1h'}", AT_ELEVEN)).containsOnly(
                Map.entry("{currency=EUR, tenant=t1, window=1h}", "555"));
        assertThat(values("revenue_total_sum{window='1h'}", AT_ELEVEN)).containsOnly(
                Map.entry("{tenant=t1, window=1h}", "555"));
    }

    @Test
    void shouldHaveRatios() throws Exception {
        assertThat(values("conversion_rate_ratio{window='1h'}", AT_ELEVEN)).containsOnly(
                Map.entry("{country=DE, currency=EUR, tenant=t1, window=1h}", "2"),
                Map.entry("{country=FR, currency=EUR, tenant=t1, window=1h}", "0.5"));
    }

    @Test
    void shouldShowSessionsAtTheirEndForAsLongAsTheyMayGoOn() throws Exception {
        var query = "revenue_count{window='session-30m',user_id='ada'}";

        assertThat(values(query, Instant.parse("2024-03-09T10:21:00Z"))).containsOnly(
                Map.entry("{country=DE, currency=EUR, tenant=t1, user_id=ada, window=session-30m}", "2"));
        assertThat(values(query, Instant.parse("2024-03-09T10:49:00Z"))).hasSize(1);
        assertThat(values(query, Instant.parse("2024-03-09T10:51:00Z"))).isEmpty();
    }

    @Test
    void shouldCountDaysUntilTheNextOneEndsAndGrowingWindowsUntilTheNextStep() throws Exception {
        assertThat(values("revenue_total_sum{window='day'}", Instant.parse("2024-03-10T23:59:00Z"))).hasSize(1);
        assertThat(values("revenue_total_sum{window='day'}", Instant.parse("2024-03-11T00:01:00Z"))).isEmpty();
        assertThat(values("revenue_total_sum{window='since-midnight@1h'}", AT_ELEVEN).values()).containsExactly("555");
        assertThat(values("revenue_total_sum{window='since-midnight@1h'}",
                Instant.parse("2024-03-09T10:30:00Z"))).isEmpty();
    }

    @Test
    void shouldListTheNewNamesAndLabels() throws Exception {
        assertThat(list("/api/v1/label/__name__/values")).contains("revenue_p95", "revenue_bucket", "revenue_top",
                "revenue_by_currency_sum", "revenue_total_bucket", "conversion_rate_ratio").doesNotContain(
                        "revenue_buckets");
        assertThat(list("/api/v1/labels")).contains("le", "value", "user_id", "currency");
        assertThat(list("/api/v1/label/value/values?start=0&end=1710000000")).containsExactly("sku-1", "sku-2");
        assertThat(list("/api/v1/label/le/values?match%5B%5D=revenue_bucket&start=0&end=1710000000")).containsExactly(
                "+Inf",
                "1", "10", "100");
        assertThat(list(
                "/api/v1/series?match%5B%5D=revenue_by_currency_count&start=0&end=1710000000").toString()).contains(
                        "currency=EUR").doesNotContain("country");
    }

    @Test
    void shouldReadTheWindowsOfSeveralFamiliesOnce() throws Exception {
        service.read(
                "/api/v1/series?start=0&end=1710000000&match%5B%5D=%7B__name__=~%22revenue_.%2B%22,window=%221h%22%7D");

        assertThat(service.metrics.reads()).hasSize(3);
    }

    @Test
    void shouldLeaveOutSeriesOfTheSameNameAndSaySo() throws Exception {
        service.definitions.declare("""
                {kind: metric, name: revenue-total, value: data.x, windows: [{tumbling: 1h}], aggregates: [sum]}
                """);
        service.metrics.add(new MeasuredEvent("revenue-total", "t1", Instant.parse("2024-03-09T10:10:00Z"), Map.of(),
                7));

        var answer = service.read("/api/v1/query?time=1709982000&query=revenue_total_sum%7Bwindow=%221h%22%7D");

        assertThat(answer.get("warnings").toString()).contains(
                "series revenue_total_sum of metric 'revenue-total' are left out, since others have the same name");
        service.definitions.delete(io.millrace.definition.DefinitionKind.METRIC, "revenue-total");
    }

    @Test
    void shouldRenameADimensionWhoseLabelTheAggregateNeeds() throws Exception {
        service.definitions.declare("""
                kind: metric
                name: votes
                by: {value: data.value}
                windows: [{tumbling: 1h}]
                aggregates: [count, {top: 2, of: data.name}]
                """);
        service.metrics.add(new MeasuredEvent("votes", "t1", Instant.parse("2024-03-09T10:10:00Z"),
                Map.of("value", "yes"), Double.NaN, "ada"));

        assertThat(values("votes_count{value='yes'}", AT_ELEVEN)).hasSize(1);
        assertThat(values("votes_top{value='ada'}", AT_ELEVEN)).containsOnlyKeys(
                "{exported_value=yes, tenant=t1, value=ada, window=1h}");
    }

    private Map<String, String> values(String query, Instant at) throws Exception {
        var values = new TreeMap<String, String>();
        for (var series : service.query(query.replace('\'', '"'), at)) {
            var labels = new TreeMap<Object, Object>((Map<?, ?>) series.get("metric"));
            labels.remove("__name__");
            values.put(labels.toString(), ((List<?>) series.get("value")).getLast().toString());
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(String path) throws Exception {
        return (List<Object>) service.read(path).get("data");
    }

}
