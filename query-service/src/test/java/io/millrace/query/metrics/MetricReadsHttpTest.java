package io.millrace.query.metrics;

import static io.millrace.query.reads.Shop.order;
import static io.millrace.query.reads.Shop.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.definition.DefinitionKind;
import io.millrace.query.reads.MeasuredEvent;
import io.millrace.query.reads.ReadService;
import io.millrace.query.reads.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricReadsHttpTest {

    private static final String REVENUE = "/v1/metrics/revenue/windows?";
    private static final String RANGE = "/v1/metrics/revenue/range?";

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
    }

    @Test
    void shouldAnswerWindowsAsEver() throws Exception {
        add(order("revenue", "2024-03-09T10:00:30Z", "EUR", "DE", 5));

        var answer = service.read(REVENUE + "window=1m&currency=EUR");

        assertThat(answer).containsOnlyKeys("windows", "warnings").containsEntry("warnings", List.of());
        assertThat(rows(answer, "windows")).singleElement().satisfies(window -> {
            assertThat(window).containsEntry("start", "2024-03-09T10:00:00.000Z").containsEntry("group",
                    Map.of("currency", "EUR", "country", "DE")).containsEntry("final", false).doesNotContainKey(
                            "compared");
            assertThat(values(window)).containsEntry("sum", 5.0);
        });
    }

    @Test
    void shouldTellHowFarEachPartitionIsInAReadOfOneTenant() throws Exception {
        service.metrics.watermark("t1", ReadService.NOW.minusSeconds(90).toEpochMilli());

        var answer = service.read(REVENUE + "tenant=t1");

        assertThat(rows(answer, "partitions")).hasSize(3).first().isEqualTo(
                Map.of("partition", 0L, "watermark", "2024-03-10T11:58:30.000Z", "lag_ms", 90_000L));
    }

    @Test
    void shouldAnswerFromARollupWithoutMerging() throws Exception {
        Shop.orders(1, 50, "revenue").forEach(this::add);

        service.read(REVENUE + "window=1h&by=currency");
        service.read(REVENUE + "window=1h&by=");

        assertThat(service.metrics.reads()).extracting(read -> read.get("rollup")).containsExactly("currency", "");
        assertThat(service.metrics.reads()).noneMatch(read -> read.containsKey("states"));
    }

    @Test
    void shouldMergeWhatTheRollupCannotTellApart() throws Exception {
        add(order("revenue", "2024-03-09T10:00:30Z", "EUR", "DE", 5),
                order("revenue", "2024-03-09T10:10:30Z", "EUR", "FR", 7));

        var windows = rows(service.read(REVENUE + "window=1h&by=currency&country=DE"), "windows");

        assertThat(windows).singleElement().satisfies(window -> assertThat(values(window)).containsEntry("sum", 5.0));
    }

    @Test
    void shouldSayThatAMergedWindowIsNotFinalWhilePartsAreMissing() throws Exception {
        add(order("revenue", "2024-03-09T10:00:30Z", "EUR", "DE", 5),
                order("revenue", "2024-03-09T10:00:30Z", "USD", "DE", 5),
                order("revenue", "2024-03-09T10:00:30Z", "CAD", "DE", 5));
        service.metrics.watermark("t1", ReadService.NOW.toEpochMilli());
        assertThat(rows(service.read(REVENUE + "window=1h&by=country"), "windows")).singleElement().satisfies(
                window -> assertThat(window).containsEntry("final", true));

        service.metrics.lose(1);
        var answer = service.read(REVENUE + "window=1h&by=country");

        assertThat(answer.get("warnings").toString()).contains("partition 1 of metrics-service is missing");
        assertThat(rows(answer, "windows")).allSatisfy(window -> assertThat(window).containsEntry("final", false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "/v1/metrics/nothing/windows; 404; unknown metric 'nothing'",
            "/v1/metrics/revenue/windows?window=5m; 404; metric 'revenue' has no window '5m', only [1m, 1h, 10m@1m, day, since-midnight@1h, session-30m]",
            "/v1/metrics/revenue/windows?city=x; 400; unknown parameter 'city': metric 'revenue' has the dimensions [currency, country]",
            "/v1/metrics/revenue/windows?by=city; 400; by must be some of the dimensions [currency, country] of metric 'revenue', not [city]",
            "/v1/metrics/revenue/windows?window=session-30m&by=country; 400; sessions of several series begin and end at different times",
            "/v1/metrics/revenue/windows?window=session-30m&compare=1d; 400; that can't be said of sessions",
            "/v1/metrics/revenue/windows?window=1h&compare=90m; 400; compare: no window 1h lies 90m before another: that is no multiple of 1h",
            "/v1/metrics/revenue/windows?compare=often; 400; compare: invalid duration 'often'",
            "/v1/metrics/revenue/windows?version=2; 404; metric 'revenue' has no version 2, the last is 1",
            "/v1/metrics/revenue/windows?limit=0; 400; limit must be at least 1",
            "/v1/metrics/revenue/range?window=10m@1m; 400; from the windows 10m@1m of metric 'revenue': they overlap",
            "/v1/metrics/revenue/range?window=session-30m; 400; a session begins and ends with its events",
            "/v1/metrics/revenue/range?window=since-midnight@1h; 400; each takes in the one before",
            "/v1/metrics/revenue/range?from=2024-03-09T10:00:01Z&to=2024-03-09T10:00:59Z; 400; no whole window of [day, 1h, 1m] lies between"})
    void shouldSayWhyNot(String path, int status, String reason) throws Exception {
        var response = service.get(path, "reader");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(reason);
    }

    @Test
    void shouldKeepAKeyToItsTenant() throws Exception {
        assertThat(service.get(RANGE + "tenant=t2", "ours").statusCode()).isEqualTo(403);
        assertThat(service.get(REVENUE, "none").statusCode()).isEqualTo(401);
        add(new MeasuredEvent("revenue", "t2", Shop.DAY, Map.of("currency", "EUR", "country", "DE"), 1, "u", "s"));

        assertThat(service.get(RANGE, "ours").body()).contains("\"groups\":[]");
    }

    @Test
    void shouldCompareWindowsWithThoseThatLieEarlier() throws Exception {
        add(order("revenue", "2024-03-09T10:00:30Z", "EUR", "DE", 6),
                order("revenue", "2024-03-08T10:20:00Z", "EUR", "DE", 4),
                order("revenue", "2024-03-02T10:40:00Z", "EUR", "DE", 0));

        var windows = rows(service.read(REVENUE + "window=1h&from=2024-03-09T00:00:00Z&compare=1d,7d,2d"), "windows");

        assertThat(windows).singleElement().satisfies(window -> {
            var compared = map(window.get("compared"));
            assertThat(compared).containsOnlyKeys("1d", "7d");
            assertThat(map(map(compared.get("1d")).get("values"))).containsEntry("sum", 4.0);
            assertThat(map(map(compared.get("1d")).get("change"))).containsEntry("sum", 0.5).containsEntry("count",
                    0.0);
            assertThat(map(map(compared.get("7d")).get("change"))).doesNotContainKey("sum").containsEntry("count", 0.0);
        });
    }

    @Test
    void shouldPutARangeTogetherFromTheCoarsestWindowsThatFit() throws Exception {
        add(order("revenue", "2024-03-08T10:00:00Z", "EUR", "DE", 1),
                order("revenue", "2024-03-09T10:00:00Z", "EUR", "DE", 2),
                order("revenue", "2024-03-09T23:59:59Z", "EUR", "FR", 4));

        var days = service.read(RANGE + "from=2024-03-08T00:00:00Z&to=2024-03-10T00:00:00Z&by=");
        var hours = service.read(RANGE + "from=2024-03-08T09:30:00Z&to=2024-03-09T23:00:00Z&by=");
        var minutes = service.read(RANGE + "from=2024-03-09T09:00:30Z&to=2024-03-09T10:05:00Z&by=&window=1m");

        assertThat(days).containsEntry("window", "day").containsEntry("from", "2024-03-08T00:00:00.000Z").containsEntry(
                "to", "2024-03-10T00:00:00.000Z");
        assertThat(sum(days)).isEqualTo(7);
        assertThat(hours).containsEntry("window", "1h").containsEntry("from", "2024-03-08T10:00:00.000Z");
        assertThat(sum(hours)).isEqualTo(3);
        assertThat(minutes).containsEntry("window", "1m").containsEntry("from",
                "2024-03-09T09:01:00.000Z").containsEntry(
                        "to", "2024-03-09T10:05:00.000Z");
        assertThat(sum(minutes)).isEqualTo(2);
    }

    @Test
    void shouldReachAsFarAsThereIsSomethingWhereARangeIsOpen() throws Exception {
        add(order("revenue", "2024-03-08T10:00:00Z", "EUR", "DE", 1),
                order("revenue", "2024-03-09T10:00:00Z", "EUR", "FR", 2));

        var all = service.read(RANGE + "by=&window=1h");

        assertThat(all).containsEntry("from", "2024-03-08T10:00:00.000Z").containsEntry("to",
                "2024-03-09T11:00:00.000Z");
        assertThat(rows(all, "groups")).singleElement().satisfies(row -> assertThat(row).containsEntry("start",
                "2024-03-08T10:00:00.000Z").containsEntry("end", "2024-03-09T11:00:00.000Z"));
    }

    @Test
    void shouldCallARangeFinalOnlyWhenNothingCanComeAnyMore() throws Exception {
        var day = RANGE + "from=2024-03-09T00:00:00Z&to=2024-03-10T00:00:00Z&window=1h&by=";
        add(order("revenue", "2024-03-09T10:00:00Z", "EUR", "DE", 1));
        service.metrics.watermark("t1", Instant.parse("2024-03-09T20:00:00Z").toEpochMilli());

        assertThat(rows(service.read(day), "groups").getFirst()).containsEntry("final", false);
        assertThat(rows(service.read(day + "&tenant=t1"), "groups").getFirst()).containsEntry("final", false);
        service.metrics.watermark("t1", Instant.parse("2024-03-10T00:00:00Z").toEpochMilli());

        assertThat(rows(service.read(day + "&tenant=t1"), "groups").getFirst()).containsEntry("final", true);
    }

    @Test
    void shouldCompareARangeWithTheOneBefore() throws Exception {
        add(order("revenue", "2024-03-08T10:00:00Z", "EUR", "DE", 2),
                order("revenue", "2024-03-09T10:00:00Z", "EUR", "DE", 3));

        var row = rows(service.read(RANGE + "from=2024-03-09T00:00:00Z&to=2024-03-10T00:00:00Z&compare=1d"),
                "groups").getFirst();

        assertThat(map(map(map(row.get("compared")).get("1d")).get("change"))).containsEntry("sum", 0.5);
    }

    @Test
    void shouldDivideTheWindowsThatBothMetricsHave() throws Exception {
        add(order("revenue", "2024-03-09T10:00:00Z", "EUR", "DE", 2), visit("2024-03-09T10:10:00Z", "EUR", "DE"),
                visit("2024-03-09T10:20:00Z", "EUR", "DE"), visit("2024-03-09T10:20:00Z", "EUR", "FR"),
                visit("2024-03-09T10:30:00Z", "USD", "DE"), order("revenue", "2024-03-09T12:00:00Z", "EUR", "DE", 2));
        service.metrics.watermark("t1", Instant.parse("2024-03-09T11:30:00Z").toEpochMilli());
        var conversion = "/v1/metrics/conversion-rate/";

        var own = rows(service.read(conversion + "windows"), "windows");
        var byCurrency = rows(service.read(conversion + "windows?by=currency"), "windows");
        var total = rows(service.read(conversion + "range?by=&from=2024-03-09T10:00:00Z&to=2024-03-09T11:00:00Z"),
                "groups");

        assertThat(own).singleElement().satisfies(window -> {
            assertThat(window).containsEntry("metric", "conversion-rate").containsEntry("window", "1h").containsEntry(
                    "final", true).containsEntry("group", Map.of("currency", "EUR", "country", "DE"));
            assertThat(values(window)).isEqualTo(Map.of("ratio", 0.5));
        });
        assertThat(byCurrency).singleElement().satisfies(
                window -> assertThat(values(window)).containsEntry("ratio", 1 / 3.0));
        assertThat(total).singleElement().satisfies(row -> assertThat(values(row)).containsEntry("ratio", 0.25));
    }

    @Test
    void shouldCompareRatios() throws Exception {
        add(order("revenue", "2024-03-09T10:00:00Z", "EUR", "DE", 2), visit("2024-03-09T10:10:00Z", "EUR", "DE"),
                order("revenue", "2024-03-08T10:00:00Z", "EUR", "DE", 2), visit("2024-03-08T10:10:00Z", "EUR", "DE"),
                visit("2024-03-08T10:10:00Z", "EUR", "DE"));

        var window = rows(service.read("/v1/metrics/conversion-rate/windows?compare=1d&from=2024-03-09T00:00:00Z"),
                "windows").getFirst();

        assertThat(map(map(map(window.get("compared")).get("1d")).get("change"))).containsEntry("ratio", 1.0);
    }

    @Test
    void shouldFlattenListsBucketsAndComparisonsIntoColumns() throws Exception {
        add(order("revenue", "2024-03-09T10:00:30Z", "EUR", "DE", 6),
                order("revenue", "2024-03-08T10:20:00Z", "EUR", "DE", 4));

        var csv = service.get(REVENUE + "window=1h&from=2024-03-09T00:00:00Z&compare=1d&format=csv", "reader").body();

        var columns = List.of(csv.split("\r\n")[0].split(","));
        var cells = List.of(csv.split("\r\n")[1].split(",", -1));
        assertThat(columns).contains("group.currency", "values.p99_9", "top.1.value", "top.1.count", "buckets.10",
                "buckets.+Inf", "compared.1d.values.sum", "compared.1d.change.sum").doesNotContain("top.top.1.value");
        assertThat(cells.get(columns.indexOf("top.1.value"))).isEqualTo("sku-1");
        assertThat(cells.get(columns.indexOf("buckets.10"))).isEqualTo("1");
        assertThat(cells.get(columns.indexOf("compared.1d.change.sum"))).isEqualTo("0.5");
        assertThat(service.get(RANGE + "format=xlsx", "reader").headers().firstValue(
                "Content-Disposition").orElseThrow()).contains("groups.xlsx");
    }

    @Test
    void shouldDescribeMetrics() throws Exception {
        var metrics = rows(service.read("/v1/metrics"), "metrics");

        assertThat(metrics).anySatisfy(metric -> assertThat(metric).containsEntry("name", "revenue").containsEntry(
                "rollups", List.of(List.of("currency"), List.of())).containsEntry("max_series", 500L).containsEntry(
                        "late", "revise").doesNotContainKey("ratio"));
        assertThat(metrics).anySatisfy(
                metric -> assertThat(metric).containsEntry("name", "conversion-rate").containsEntry("ratio",
                        Map.of("of", "revenue.count", "to", "visits.count")).containsEntry("windows",
                                List.of("1h")).containsEntry("numbers", List.of("ratio")));
    }

    @Test
    void shouldReadAnEarlierVersion() throws Exception {
        var yaml = """
                kind: metric
                name: changing
                by: {%s: data.x, y: data.y}
                windows: [{tumbling: 1h}]
                """;
        service.definitions.declare(yaml.formatted("x"));
        service.definitions.declare(yaml.formatted("z"));
        add(new MeasuredEvent("changing", "t1", Shop.DAY, Map.of("x", "1", "y", "2", "z", "3"), 1));

        var now = rows(service.read("/v1/metrics/changing/windows"), "windows").getFirst();
        var before = rows(service.read("/v1/metrics/changing/windows?version=1&by=x"), "windows").getFirst();

        assertThat(now).containsEntry("version", 2L).containsEntry("group", Map.of("y", "2", "z", "3"));
        assertThat(before).containsEntry("version", 1L).containsEntry("group", Map.of("x", "1"));
    }

    @Test
    void shouldDescribeItsParameters() throws Exception {
        var paths = map(service.read("/v3/api-docs").get("paths"));

        assertThat(paths.get("/v1/metrics/{name}/windows").toString()).contains("name=compare", "name=by",
                "name=version", "name=window");
        assertThat(paths.get("/v1/metrics/{name}/range").toString()).contains("put the range together from");
    }

    @Test
    void shouldKnowARatioWhoseMetricIsGone() throws Exception {
        service.definitions.declare("""
                {kind: metric, name: gone, windows: [{tumbling: 1h}]}
                ---
                {kind: metric, name: orphan, ratio: {of: gone.count, to: visits.count}}
                """);
        service.definitions.delete(DefinitionKind.METRIC, "gone");

        var response = service.get("/v1/metrics/orphan/windows", "reader");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains(
                "metric 'orphan' is the ratio of gone.count to visits.count, and there is no gone.count");
        assertThatCode(() -> service.read("/v1/metrics")).doesNotThrowAnyException();
    }

    private void add(MeasuredEvent... events) {
        service.metrics.add(events);
    }

    private static double sum(Map<String, Object> range) {
        return (double) values(rows(range, "groups").getFirst()).get("sum");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> answer, String list) {
        return (List<Map<String, Object>>) answer.get(list);
    }

    private static Map<String, Object> values(Map<String, Object> row) {
        return map(row.get("values"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

}
