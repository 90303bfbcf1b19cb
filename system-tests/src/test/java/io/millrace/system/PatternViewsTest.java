package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What can be read of a pattern: what came of it, what is open, how far runs came, and what another would have found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatternViewsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String tenant = "views-" + id;
    private final String pattern = "views-" + id;
    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
    private HttpApi reads;
    private HttpApi writes;

    @BeforeAll
    void sendPurchases() {
        var millrace = Millraces.shared();
        reads = new HttpApi(millrace.queryUrl());
        writes = new HttpApi(millrace.ingestUrl());
        assertThat(reads.put("/v1/definitions/patterns/" + pattern, definition()).status()).isEqualTo(201);
        var events = new ArrayList<String>();
        events.add(event("ada", "view", 0));
        events.add(event("ada", "cart", 60));
        events.add(event("ada", "buy", 120));
        events.add(event("bob", "view", 10));
        events.add(event("bob", "cart", 40));
        events.add(event("cyd", "view", 20));
        events.add(event("dan", "view", 3 * 3600));
        events.add(event("dan", "other", 3 * 3600 + 1));
        events.add(event("ada", "other", 3 * 3600 + 2));
        events.add(event("bob", "other", 3 * 3600 + 2));
        events.add(event("cyd", "other", 3 * 3600 + 2));
        assertThat(writes.post("/v1/events", "[" + String.join(",", events) + "]").status()).isEqualTo(202);
        await().atMost(SOON).untilAsserted(
                () -> assertThat(steps("1h")).map(step -> step.get("reached")).containsExactly(
                        3L, 2L, 1L));
    }

    @Test
    void shouldTellMatchesWithHowFarTimeHasCome() {
        var found = read("matches", "");

        assertThat(found.list("matches")).singleElement().satisfies(
                match -> assertThat(match).containsEntry("key", "ada"));
        assertThat(found.list("partitions")).isNotEmpty();
        assertThat(found.list("warnings")).isEmpty();
        assertThat(read("timeouts", "").list("timeouts")).as("not asked for").isEmpty();
        assertThat(read("overflows", "").list("overflows")).isEmpty();
    }

    @Test
    void shouldTellOpenRunsWithAndWithoutAKey() {
        assertThat(read("partial", "").list("partial")).singleElement().satisfies(
                open -> assertThat(open).containsEntry("key", "dan").containsEntry("waiting_for", "cart"));
        assertThat(read("partial", "&key=dan").list("partial")).hasSize(1);
        assertThat(read("partial", "&key=ada").list("partial")).isEmpty();
    }

    @Test
    void shouldExplainWhatAKeyWaitsFor() {
        assertThat(read("explain", "&key=dan").list("explanations")).singleElement().satisfies(
                explanation -> assertThat(explanation.get("open").toString()).contains("cart", "deadline"));
    }

    @Test
    void shouldTellHowFarRunsCame() {
        assertThat(steps("1h")).map(step -> step.get("conversion")).satisfiesExactly(
                all -> assertThat(all).isEqualTo(1.0),
                some -> assertThat((double) some).isBetween(0.66, 0.67),
                few -> assertThat((double) few).isBetween(0.33, 0.34));
        assertThat(steps("1d").getFirst()).containsKey("reached");
        assertThat(read("funnel", "&format=csv").body()).contains("step,reached,keys");
    }

    @Test
    void shouldHaveTheFunnelAsPrometheusSeries() {
        var query = "%s_funnel_reached{step=\"cart\",window=\"1h\",tenant=\"%s\"}".formatted(pattern.replace('-', '_'),
                tenant);
        var answer = reads.get("/api/v1/query?time=%s&query=%s".formatted(hour.plus(Duration.ofHours(1)),
                URLEncoder.encode(query, StandardCharsets.UTF_8)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"step\":\"cart\"", "\"2\"");
    }

    @Test
    void shouldFindInADryRunWhatTheServiceFound() {
        var answer = reads.post("/v1/patterns/dry-run?last=12h&tenant=" + tenant, "application/yaml", definition());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.list("matches")).isEqualTo(read("matches", "").list("matches"));
        assertThat(answer.list("open")).hasSize(1);
        assertThat(answer.json()).containsEntry("events", 11L).containsEntry("warnings", List.of());
    }

    @Test
    void shouldRefuseADryRunOfAWrongPattern() {
        var answer = reads.post("/v1/patterns/dry-run", "application/yaml", "pattern: a ->\ndefine: {a: {}}\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.list("problems")).isNotEmpty();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> steps(String window) {
        var windows = read("funnel", "&window=" + window).list("windows");
        return windows.isEmpty() ? List.of() : (List<Map<String, Object>>) windows.getFirst().get("steps");
    }

    private HttpApi.Answer read(String what, String parameters) {
        var answer = reads.get("/v1/patterns/%s/%s?tenant=%s%s".formatted(pattern, what, tenant, parameters));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String definition() {
        return """
                name: %s
                pattern: view -> cart -> buy
                within: 30m
                define: {view: {events: [view]}, cart: {events: [cart]}, buy: {events: [buy]}}
                measures: {seconds: duration_s}
                """.formatted(pattern);
    }

    private String event(String user, String type, int second) {
        return """
                {"event_type":"%s","tenant_id":"%s","user_id":"%s","timestamp":"%s"}""".formatted(type, tenant, user,
                hour.plusSeconds(second));
    }

}
