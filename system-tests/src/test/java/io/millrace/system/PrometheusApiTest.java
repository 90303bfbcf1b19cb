package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.event.JsonTree;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Prometheus HTTP API as its clients use it: promtool itself, and the requests that Grafana and vmalert send. The
 * windows are those of two minutes, with three views and a cart in the first and two views in the second.
 */
class PrometheusApiTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TENANT = "prom-" + UUID.randomUUID();
    private static final String VIEWS = "events_by_type_count{window=\"1m\",tenant=\"%s\",event_type=\"view\"}"
            .formatted(TENANT);
    private static final String ALL = "events_by_type_count{window=\"1m\",tenant=\"%s\"}".formatted(TENANT);
    private static final Instant FIRST = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 60 * 60 - 600);
    /** Samples stand at the ends of windows. */
    private static final long FIRST_SAMPLE = FIRST.getEpochSecond() + 60;
    private static final long SECOND_SAMPLE = FIRST_SAMPLE + 60;

    private static HttpApi query;

    @BeforeAll
    static void send() {
        query = new HttpApi(Millraces.shared().queryUrl());
        var answer = new HttpApi(Millraces.shared().ingestUrl()).post("/v1/events", IntStream.range(0, 6).mapToObj(
                i -> event(i == 3 ? "cart" : "view", FIRST.plusSeconds(i < 4 ? i : 60 + i)))
                .collect(Collectors.joining(",", "[", "]")));
        assertThat(answer.json()).containsEntry("accepted", 6L);
        await().atMost(SOON).untilAsserted(() -> assertThat(value(
                query.get("/api/v1/query?time=%d&query=%s".formatted(SECOND_SAMPLE, encoded(VIEWS))))).isEqualTo("2"));
    }

    @Test
    void shouldAnswerPromtool() throws Exception {
        assertThat(promtool("instant", "--time", Long.toString(FIRST_SAMPLE), server(), VIEWS)).singleElement()
                .satisfies(sample -> assertThat(sample).containsEntry("value", List.of(FIRST_SAMPLE, "3"))
                        .containsEntry("metric", labels("view")));
        assertThat(promtool("range", "--start", Long.toString(FIRST_SAMPLE), "--end", Long.toString(SECOND_SAMPLE),
                "--step", "60s", server(), VIEWS)).singleElement()
                .satisfies(series -> assertThat(series).containsEntry("values",
                        List.of(List.of(FIRST_SAMPLE, "3"), List.of(SECOND_SAMPLE, "2"))));
        assertThat(promtoolText("series", "--match", ALL, server())).hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("__name__=\"events_by_type_count\"", TENANT));
        assertThat(promtoolText("labels", server(), "tenant")).contains(TENANT);
    }

    @Test
    void shouldAnswerGrafanasHealthCheck() {
        var answer = query.post("/api/v1/query", FORM, "query=1%2B1&time=4");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("status", "success").containsEntry("data",
                Map.of("resultType", "scalar", "result", List.of(4L, "2")));
        assertThat(data(query.get("/api/v1/status/buildinfo"))).containsKeys("version", "application");
    }

    @Test
    void shouldAnswerGrafanasPanels() {
        var answer = query.post("/api/v1/query_range", FORM, "query=%s&start=%d&end=%d.000&step=15".formatted(
                encoded(VIEWS), FIRST_SAMPLE - 30, SECOND_SAMPLE + 90));

        assertThat(data(answer)).containsEntry("resultType", "matrix");
        assertThat(results(answer)).singleElement().satisfies(series -> {
            assertThat(series).containsEntry("metric", labels("view"));
            assertThat(points(series)).startsWith(List.of(FIRST_SAMPLE, "3")).contains(List.of(FIRST_SAMPLE + 45, "3"),
                    List.of(SECOND_SAMPLE, "2"), List.of(SECOND_SAMPLE + 45, "2"));
            assertThat(points(series).getLast()).isEqualTo(List.of(SECOND_SAMPLE + 45, "2"));
        });
    }

    @Test
    void shouldAnswerGrafanasQueryEditor() {
        var range = "start=%d&end=%d".formatted(FIRST_SAMPLE, SECOND_SAMPLE);

        assertThat(texts(query.get("/api/v1/label/event_type/values?%s&match[]=%s".formatted(range, encoded(ALL)))))
                .containsExactly("cart", "view");
        assertThat(texts(query.get("/api/v1/label/__name__/values?" + range))).contains("events_by_type_count",
                "revenue_sum");
        assertThat(texts(query.post("/api/v1/labels", FORM, "%s&match[]=%s".formatted(range, encoded(ALL)))))
                .containsExactly("__name__", "event_type", "tenant", "window");
        assertThat(list(query.post("/api/v1/series", FORM, "%s&match[]=%s".formatted(range, encoded(ALL)))))
                .containsExactly(labels("cart"), labels("view"));
        assertThat(data(query.get("/api/v1/metadata"))).containsKeys("events_by_type_count", "revenue_sum");
    }

    @Test
    void shouldGiveNoMoreThanIsAskedFor() {
        var match = "match[]=" + encoded(ALL);

        for (var path : List.of("/api/v1/label/event_type/values?limit=1&" + match, "/api/v1/labels?limit=1&" + match,
                "/api/v1/series?limit=1&" + match)) {
            var answer = query.get(path);

            assertThat(list(answer)).as(path).hasSize(1);
            assertThat(answer.json()).as(path).containsEntry("warnings", List.of("results truncated due to limit"));
        }
        assertThat(data(query.get("/api/v1/metadata?limit=1"))).hasSize(1);
        assertThat(data(query.get("/api/v1/metadata?metric=revenue_sum"))).containsOnlyKeys("revenue_sum");
        assertThat(list(query.get("/api/v1/series?limit=0&" + match))).hasSize(2);
        assertThat(query.get("/api/v1/labels?limit=some").json()).containsEntry("errorType", "bad_data");
    }

    @Test
    void shouldAnswerVmalert() {
        var answer = query.post("/api/v1/query?query=%s&step=300s&time=%d".formatted(encoded(VIEWS), FIRST_SAMPLE),
                "application/json", "");

        assertThat(value(answer)).isEqualTo("3");
        assertThat(results(query.post("/api/v1/query_range?query=%s&start=%d&end=%d&step=60s".formatted(encoded(VIEWS),
                FIRST_SAMPLE, SECOND_SAMPLE), "application/json", ""))).hasSize(1);
    }

    @Test
    void shouldTellMistakesAsPrometheusDoes() {
        var answer = query.post("/api/v1/query", FORM, "query=" + encoded("events_by_type_count{"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("status", "error").containsEntry("errorType", "bad_data");
        assertThat((String) answer.json().get("error")).contains("parse error");
        assertThat(query.get("/api/v1/series").status()).isEqualTo(400);
    }

    private static String event(String type, Instant at) {
        return """
                {"event_id":"%s","event_type":"%s","tenant_id":"%s","user_id":"u1","timestamp":"%s"}"""
                .formatted(UUID.randomUUID(), type, TENANT, at);
    }

    private static Map<String, Object> labels(String type) {
        return Map.of("__name__", "events_by_type_count", "event_type", type, "tenant", TENANT, "window", "1m");
    }

    private static String server() {
        return Millraces.shared().queryUrl().toString();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> promtool(String... query) throws Exception {
        var arguments = new ArrayList<>(List.of("-o", "json"));
        arguments.addAll(Arrays.asList(query));
        var printed = String.join("\n", promtoolText(arguments.toArray(String[]::new)));
        return (List<Map<String, Object>>) JsonTree.read(printed.getBytes(StandardCharsets.UTF_8));
    }

    /** The lines that {@code promtool query} prints. */
    private static List<String> promtoolText(String... query) throws IOException, InterruptedException {
        var promtool = Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable).findFirst();
        assumeTrue(promtool.isPresent(), "promtool is not installed");
        var command = new ArrayList<>(List.of(promtool.orElseThrow().toString(), "query"));
        command.addAll(Arrays.asList(query));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s: %s", command, printed).isZero();
            return printed.lines().toList();
        }
        finally {
            process.destroyForcibly();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> data(HttpApi.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (Map<String, Object>) answer.json().get("data");
    }

    private static List<Map<String, Object>> list(HttpApi.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.list("data");
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(HttpApi.Answer answer) {
        return (List<String>) (List<?>) list(answer);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> results(HttpApi.Answer answer) {
        return (List<Map<String, Object>>) data(answer).get("result");
    }

    @SuppressWarnings("unchecked")
    private static List<List<Object>> points(Map<String, Object> series) {
        return (List<List<Object>>) series.get("values");
    }

    /** The value of the one series of an instant query. */
    private static Object value(HttpApi.Answer answer) {
        var results = results(answer);
        assertThat(results).hasSize(1);
        return ((List<?>) results.getFirst().get("value")).get(1);
    }

}
