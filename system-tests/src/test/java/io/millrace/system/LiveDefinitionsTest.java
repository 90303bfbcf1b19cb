package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Definitions over REST take effect without a restart. */
class LiveDefinitionsTest {

    private final HttpApi ingest = new HttpApi(Millraces.shared().ingestUrl());
    private final HttpApi query = new HttpApi(Millraces.shared().queryUrl());

    @Test
    void shouldAnswerForAMetricSoonAfterItIsDeclared() {
        var declared = query.put("/v1/definitions/metrics/clicks", """
                events: [button_clicked]
                by: {button: data.button}
                windows: [{tumbling: 1m}]
                """);
        assertThat(declared.status()).isEqualTo(201);
        assertThat(declared.json()).containsEntry("version", 1L).containsEntry("provisioned", false);

        ingest.post("/v1/events", "{\"event_type\":\"Button Clicked\",\"data\":{\"button\":\"buy\"}}");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(
                        query.get("/v1/metrics/clicks/windows?button=buy").list("windows")).singleElement().satisfies(
                                window -> assertThat(window).containsEntry("values", Map.of("count", 1.0))));
        assertThat(query.get("/v1/metrics/clicks/windows?format=csv").body()).startsWith(
                "metric,version,tenant_id,window,start,end,group.button,values.count,final,last_event_at");
        assertThat(query.delete("/v1/definitions/metrics/clicks").status()).isEqualTo(204);
        assertThat(query.get("/v1/metrics/clicks/windows").status()).isEqualTo(404);
    }

    @Test
    void shouldRaiseTheVersionOnlyWhenSomethingChanges() {
        var text = "windows: [{tumbling: 1m}]";
        assertThat(query.put("/v1/definitions/metrics/versions", text).json()).containsEntry("version", 1L);
        assertThat(query.put("/v1/definitions/metrics/versions", text).json()).containsEntry("version", 1L);
        assertThat(query.put("/v1/definitions/metrics/versions",
                "{\"windows\":[{\"tumbling\":\"5m\"}]}").json()).containsEntry("version", 2L);
    }

}
