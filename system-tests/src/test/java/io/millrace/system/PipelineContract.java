package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.millrace.standalone.Services;
import io.millrace.standalone.StandaloneOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The whole path, from an HTTP request to a window, a match, an alert and its notification, on whatever broker a subclass
 * brings.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PipelineContract {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String DEFINITIONS = """
            kind: metric
            name: takings
            events: [order.created]
            value: data.total
            by: {currency: data.currency}
            windows: [{tumbling: 1m}]
            aggregates: [count, sum]
            ---
            kind: pattern
            name: quick-buy
            pattern: view -> buy
            within: 10m
            define: {view: {events: [product.viewed]}, buy: {events: [order.created]}}
            measures: {total: buy.data.total}
            ---
            kind: rule
            name: much-taken
            severity: info
            when: {metric: takings, window: 1m, aggregate: count, op: ">=", threshold: 2}
            message: "{{value}} orders in {{currency}}"
            notify: [hook]
            """;

    private final List<String> notified = new CopyOnWriteArrayList<>();
    private final Path dataDir = Millraces.temporaryFolder();
    private HttpServer receiver;
    private Services services;

    /** {@code host:port} of the broker. */
    abstract String bootstrapServers();

    @BeforeAll
    void start() throws IOException {
        var definitions = Files.createDirectories(dataDir.resolve("mine"));
        Files.writeString(definitions.resolve("pipeline.yml"), DEFINITIONS);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            notified.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        var options = new StandaloneOptions(dataDir, FreePorts.find(), "127.0.0.1", definitions,
                Map.of("millrace.alert.channels.hook.type", "webhook", "millrace.alert.channels.hook.url",
                        "http://127.0.0.1:%d/".formatted(receiver.getAddress().getPort())));
        services = Services.start(options, bootstrapServers());
    }

    @AfterAll
    void stop() {
        if (services != null) {
            services.close();
        }
        receiver.stop(0);
        Millraces.delete(dataDir);
    }

    @Test
    void shouldTakeEventsToAWindowAMatchAnAlertAndItsNotification() {
        var ingest = new HttpApi(services.ingestUrl());
        var query = new HttpApi(services.queryUrl());
        var minute = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 60 * 60);
        var user = "u-" + UUID.randomUUID();

        var answer = ingest.post("/v1/events", "[%s,%s,%s,{\"user_id\":\"no type\"}]".formatted(
                event("product.viewed", user, minute.plusSeconds(1), "{}"),
                event("Order.Created", user, minute.plusSeconds(2), "{\"total\":12.5,\"currency\":\"EUR\"}"),
                event("order.created", user, minute.plusSeconds(3), "{\"total\":7.25,\"currency\":\"EUR\"}")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json()).containsEntry("accepted", 3L);
        assertThat(answer.list("rejected")).singleElement().satisfies(
                rejected -> assertThat(rejected).containsEntry("index", 3L).containsEntry("field", "event_type"));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                query.get("/v1/metrics/takings/windows?window=1m&currency=EUR").list(
                        "windows")).singleElement().satisfies(
                                window -> assertThat(window).containsEntry("values",
                                        Map.of("count", 2.0, "sum", 19.75))));
        await().atMost(SOON).untilAsserted(
                () -> assertThat(query.get("/v1/patterns/quick-buy/matches?key=" + user).list(
                        "matches")).singleElement().satisfies(match -> assertThat(match).containsEntry("measures",
                                Map.of("total", 12.5))));
        await().atMost(SOON).untilAsserted(
                () -> assertThat(query.get("/v1/alerts?rule=much-taken").list("alerts")).singleElement().satisfies(
                        alert -> assertThat(alert).containsEntry("state", "firing").containsEntry("message",
                                "2 orders in EUR")));
        await().atMost(SOON).untilAsserted(() -> assertThat(notified).anySatisfy(
                body -> assertThat(body).contains("\"alertname\":\"much-taken\"", "\"firing\"")));
    }

    private static String event(String type, String user, Instant at, String data) {
        return """
                {"event_id":"%s","event_type":"%s","user_id":"%s","timestamp":"%s","data":%s}""".formatted(
                UUID.randomUUID(), type, user, at, data);
    }

}
