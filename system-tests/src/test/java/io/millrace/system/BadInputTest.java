package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people get who send something wrong: the place and the reason, never a stack trace, and the services go on. */
class BadInputTest {

    private final HttpApi ingest = new HttpApi(Millraces.shared().ingestUrl());
    private final HttpApi query = new HttpApi(Millraces.shared().queryUrl());

    @Test
    void shouldSayWhereABodyIsNotJson() {
        var answer = ingest.post("/v1/events", "{\"event_type\": \"view\",\n \"data\": {oops}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat((String) answer.json().get("detail")).contains("line 2");
    }

    @Test
    void shouldNameTheFieldOfAWrongType() {
        var answer = ingest.post("/v1/events", "{\"event_type\":\"view\",\"data\":\"text\",\"event_id\":\"e-1\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.list("rejected")).singleElement().satisfies(
                rejected -> assertThat(rejected).containsEntry("event_id", "e-1").containsEntry("field",
                        "data").containsEntry("reason", "data must be an object, not a string"));
    }

    @ParameterizedTest
    @CsvSource({"nobodys-key, 401, the key is not known", "expired-key, 401, the key expired at 2020-01-01T00:00:00Z"})
    void shouldTurnAwayWrongKeys(String key, int status, String reason) {
        var answer = ingest.withKey(key).post("/v1/events", "{\"event_type\":\"view\"}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("detail", reason);
        assertThat(query.withKey(key).get("/v1/metrics").status()).isEqualTo(status);
    }

    @Test
    void shouldKeepTenantsApart() {
        var shop = ingest.withKey("shop-key").post("/v1/events", "[{\"event_type\":\"view\",\"tenant_id\":\"other\"}]");

        assertThat(shop.list("rejected")).singleElement().satisfies(
                rejected -> assertThat(rejected).containsEntry("field", "tenant_id"));
        assertThat(query.withKey("shop-key").get("/v1/metrics/events-by-type/windows?tenant=other").status()).isEqualTo(
                403);
        assertThat(query.withKey("shop-key").put("/v1/definitions/metrics/mine",
                "windows: [{tumbling: 1m}]").status()).isEqualTo(403);
    }

    @Test
    void shouldSayThatAMetricIsUnknown() {
        var answer = query.get("/v1/metrics/nothing/windows");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json()).containsEntry("detail", "unknown metric 'nothing'").containsEntry("status", 404L);
        assertThat(query.get("/v1/metrics/revenue/windows?window=7m").json().get("detail").toString()).startsWith(
                "metric 'revenue' has no window '7m', only [1m");
    }

    @Test
    void shouldRefuseADefinitionWithTheLineAndColumnOfItsError() {
        var answer = query.put("/v1/definitions/metrics/broken", """
                events: [order.created]
                where: data.total > 0 && dta.express
                windows:
                  - tumbling: 1 minute
                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.list("problems")).satisfiesExactly(
                first -> assertThat(first).containsAllEntriesOf(
                        Map.of("path", "where", "line", 2L, "column", 26L, "definition", "metric/broken")),
                second -> assertThat(second).containsAllEntriesOf(
                        Map.of("path", "windows[0].tumbling", "line", 4L, "column", 15L)));
        assertThat(query.get("/v1/definitions/metrics/broken").status()).isEqualTo(404);
    }

    @Test
    void shouldRefuseARuleOverAnUnknownMetric() {
        var answer = query.put("/v1/definitions/rules/lost", """
                when: {metric: nothing, window: 1m, op: ">", threshold: 1}
                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.list("problems")).singleElement().satisfies(
                problem -> assertThat(problem).containsEntry("reason", "unknown metric 'nothing'"));
    }

    @Test
    void shouldProtectProvisionedDefinitionsAndThoseInUse() {
        assertThat(query.delete("/v1/definitions/metrics/revenue").status()).isEqualTo(409);
        query.put("/v1/definitions/metrics/used", "windows: [{tumbling: 1m}]");
        query.put("/v1/definitions/rules/user", "when: {metric: used, window: 1m, op: '>', threshold: 1}");

        assertThat(query.delete("/v1/definitions/metrics/used").json().get("detail")).isEqualTo(
                "metric 'used' is used by rule/user");
        assertThat(query.delete("/v1/definitions/rules/user").status()).isEqualTo(204);
        assertThat(query.delete("/v1/definitions/metrics/used").status()).isEqualTo(204);
    }

    @Test
    void shouldRefuseWrongParameters() {
        for (var path : List.of("/v1/metrics/revenue/windows?from=yesterday", "/v1/metrics/revenue/windows?limit=x",
                "/v1/metrics/revenue/windows?colour=red", "/v1/metrics/revenue/windows?format=pdf",
                "/v1/metrics/revenue/windows?from=2024-01-02T00:00:00Z&to=2024-01-01T00:00:00Z",
                "/v1/patterns/purchase-funnel/matches?limit=0", "/api/v1/query?query=sum(revenue_sum)",
                "/api/v1/query_range?query=revenue_sum&start=0&end=10&step=0")) {
            assertThat(query.get(path).status()).as(path).isEqualTo(400);
        }
    }

    @Test
    void shouldStayHealthyUnderTenThousandRandomBodies() {
        var random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            var body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            assertThat(ingest.post("/v1/events", body).status()).isLessThan(500);
        }

        assertThat(ingest.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(ingest.post("/v1/events", "{\"event_type\":\"view\"}").json()).containsEntry("accepted", 1L);
    }

}
