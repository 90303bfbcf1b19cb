package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is known of a user is a dimension of metrics. */
class ProfilesTest {

    private final HttpApi ingest = new HttpApi(Millraces.shared().ingestUrl());
    private final HttpApi query = new HttpApi(Millraces.shared().queryUrl());

    @Test
    void shouldCountEventsByPlanSegmentAndCohortOfTheirUsers() {
        var declared = query.put("/v1/definitions/metrics/reads-by-plan", """
                events: [article_read]
                by: {plan: context.profile.traits.plan, cohort: context.profile.cohort, segment: segment}
                windows: [{tumbling: 1m}]
                """);
        assertThat(declared.status()).isEqualTo(201);
        var now = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 60 * 60).toString();

        var answer = ingest.post("/v1/events", """
                [{"event_type":"user.registered","user_id":"profiled","tenant_id":"press",
                  "timestamp":"2024-01-31T22:00:00Z"},
                 {"event_type":"identify","user_id":"profiled","tenant_id":"press","timestamp":"%1$s",
                  "data":{"segment":"readers","traits":{"plan":"pro"}}},
                 {"event_type":"article_read","user_id":"profiled","tenant_id":"press","timestamp":"%1$s"},
                 {"event_type":"article_read","user_id":"profiled","tenant_id":"press","timestamp":"%1$s"}]
                """.formatted(now));
        assertThat(answer.json()).containsEntry("accepted", 4L);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(
                () -> assertThat(query.get("/v1/metrics/reads-by-plan/windows?plan=pro").list(
                        "windows")).singleElement().satisfies(
                                window -> assertThat(window).containsEntry("group",
                                        Map.of("plan", "pro", "cohort", "2024-01-31", "segment",
                                                "readers")).containsEntry(
                                                        "values", Map.of("count", 2.0))));
    }

}
