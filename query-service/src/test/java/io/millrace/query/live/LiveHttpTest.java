package io.millrace.query.live;

import static io.millrace.query.live.Results.alert;
import static io.millrace.query.live.Results.event;
import static io.millrace.query.live.Results.match;
import static io.millrace.query.live.Results.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.query.access.TenantAccess;
import io.millrace.runtime.MillraceProperties;
import io.millrace.runtime.RuntimeAutoConfiguration;
import io.millrace.runtime.security.SecurityConfiguration;
import io.millrace.runtime.web.WebConfiguration;
import io.millrace.topics.Topics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveHttpTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext service;
    private TailedTopics topics;
    private int port;

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = {RuntimeAutoConfiguration.class, KafkaAutoConfiguration.class})
    @EnableConfigurationProperties(MillraceProperties.class)
    @Import({SecurityConfiguration.class, WebConfiguration.class, TenantAccess.class, LiveConfiguration.class,
            LiveController.class})
    static class Service {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        TailedTopics tailedTopics() {
            return new TailedTopics();
        }

        @Bean
        @Primary
        LiveConfiguration.LiveConsumers consumers(TailedTopics topics) {
            return topics::consumer;
        }

    }

    @BeforeAll
    void start() {
        service = run("1s");
        port = port(service);
        topics = service.getBean(TailedTopics.class);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @AfterEach
    void awaitThatAllClientsHaveLeft() {
        await().until(() -> service.getBean(LiveClients.class).count() == 0);
    }

    @Test
    void shouldStreamWhatComes() throws Exception {
        try (var client = follow(port, "reader")) {
            var hello = client.await("hello");
            topics.add(Topics.METRICS_WINDOWS, window("t1", "errors", 0, 4));
            topics.add(Topics.PATTERNS_MATCHES, match("t1", "m1"));
            topics.add(Topics.ALERTS, alert("t1", "a1"));

            assertThat(hello.get("follows").toString()).contains("metrics.windows");
            assertThat(client.await("match").get("match_id").asString()).isEqualTo("m1");
            assertThat(client.await("alert").get("alert_id").asString()).isEqualTo("a1");
            assertThat(client.await("windows").at("/0/values/count").asDouble()).isEqualTo(4);
            client.await("heartbeat");
            client.await("rate");
        }
    }

    @Test
    void shouldTellTheRateOfEvents() throws Exception {
        try (var client = follow(port, "reader")) {
            client.await("rate");
            IntStream.range(0, 10).forEach(_ -> topics.add(Topics.EVENTS, event("t1", "view")));

            await().until(() -> client.await("rate").get("events_per_second").asDouble() > 0);
        }
    }

    @Test
    void shouldShowAKeyOnlyWhatIsItsTenants() throws Exception {
        try (var client = follow(port, "ours")) {
            client.await("hello");
            topics.add(Topics.PATTERNS_MATCHES, match("t2", "theirs"));
            topics.add(Topics.PATTERNS_MATCHES, match("t1", "ours"));

            assertThat(client.await("match").get("match_id").asString()).isEqualTo("ours");
        }
    }

    @Test
    void shouldRefuseWithAProblem() throws Exception {
        assertThat(get("/v1/live", "X-None", "x").statusCode()).isEqualTo(401);
        assertThat(get("/v1/live", "Accept", "text/event-stream").body()).contains("a key is required");
        assertThat(get("/v1/live?tenant=t2", "Authorization", "Bearer ours").statusCode()).isEqualTo(403);
        assertThat(get("/v1/live", "Authorization", "Bearer wrong").body()).contains("the key is not known");
    }

    @Test
    void shouldRefuseMoreClientsThanThereArePlaces() throws Exception {
        try (var first = follow(port, "reader"); var second = follow(port, "reader")) {
            first.await("hello");
            second.await("hello");

            var refused = get("/v1/live", "Authorization", "Bearer reader");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("all 2 places");
        }
    }

    @Test
    void shouldFreeThePlaceOfAClientThatLeft() throws Exception {
        for (int i = 0; i < 4; i++) {
            try (var client = follow(port, "reader")) {
                client.await("hello");
            }
            await().until(() -> service.getBean(LiveClients.class).count() == 0);
        }
    }

    @Test
    void shouldCloseAClientThatTakesNothingWhileAnotherGoesOn() throws Exception {
        try (var stuck = stuckClient(port); var lively = follow(port, "reader")) {
            lively.await("hello");
            await().until(() -> service.getBean(LiveClients.class).count() == 2);

            await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(() -> {
                topics.add(Topics.PATTERNS_MATCHES, match("t1", "m".repeat(100_000)));
                return service.getBean(LiveClients.class).count() == 1;
            });

            topics.add(Topics.PATTERNS_MATCHES, match("t1", "last"));
            await().atMost(Duration.ofSeconds(20)).until(
                    () -> lively.await("match").get("match_id").asString().equals("last"));
            assertThat(service.getBean(MeterRegistry.class).counter(LiveMeters.STALLED).count()).isEqualTo(1);
            assertThat(stuck.isConnected()).isTrue();
        }
    }

    @Test
    void shouldEndStreamsAtOnceWhenTheServiceStops() throws Exception {
        var stopping = run("30s");
        try (var client = follow(port(stopping), "reader"); var _ = stuckClient(port(stopping))) {
            client.await("hello");
            await().until(() -> stopping.getBean(LiveClients.class).count() == 2);
            IntStream.range(0, 80).forEach(_ -> stopping.getBean(TailedTopics.class).add(Topics.PATTERNS_MATCHES,
                    match("t1", "m".repeat(100_000))));
            stopping.getBean(TailedTopics.class).awaitPoll();
            long began = System.nanoTime();

            stopping.close();

            assertThat(client.await("end").get("reason").asString()).contains("shutting down");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void shouldServeAPageThatItsOwnPolicyAllows() throws Exception {
        var page = get("/", "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'self'");
        assertThat(page.body()).doesNotContain("style=").doesNotContain("<style").doesNotContainPattern(
                "<script(?![^>]*src=)").doesNotContainPattern(" on[a-z]+=").doesNotContainPattern(
                        "(src|href)=\"https?:");
        var files = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"").matcher(page.body()).results().map(
                found -> found.group(1)).toList();
        assertThat(files).hasSizeGreaterThan(3).anyMatch(file -> file.startsWith("/webjars/uplot/"));
        for (var file : files) {
            assertThat(get(file, "Accept", "*/*").statusCode()).as(file).isEqualTo(200);
        }
    }

    private static ConfigurableApplicationContext run(String stallTimeout) {
        return new SpringApplicationBuilder(Service.class).properties("server.port=0", "server.address=127.0.0.1",
                "server.shutdown=graceful", "spring.kafka.bootstrap-servers=127.0.0.1:1",
                "spring.threads.virtual.enabled=true", "spring.main.banner-mode=off",
                "spring.lifecycle.timeout-per-shutdown-phase=20s", "millrace.query.live.heartbeat=200ms",
                "millrace.query.live.windows-interval=50ms", "millrace.query.live.stall-timeout=" + stallTimeout,
                "millrace.query.live.max-clients=2", "millrace.security.keys[0].key=reader",
                "millrace.security.keys[0].tenant=*", "millrace.security.keys[0].roles=read",
                "millrace.security.keys[1].key=ours", "millrace.security.keys[1].tenant=t1",
                "millrace.security.keys[1].roles=read").run();
    }

    private static int port(ConfigurableApplicationContext service) {
        service.getBean(TailedTopics.class).awaitAssignment();
        service.getBean(TailedTopics.class).awaitPoll();
        return ((ServletWebServerApplicationContext) service).getWebServer().getPort();
    }

    private SseClient follow(int servicePort, String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + servicePort + "/v1/live")).header(
                "Authorization", "Bearer " + key).header(
                        "Accept", "text/event-stream").build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        return new SseClient(response.body());
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        return http.sendAsync(HttpRequest.newBuilder(uri(path)).header(header, value).build(),
                HttpResponse.BodyHandlers.ofString()).get(10, TimeUnit.SECONDS);
    }

    private static Socket stuckClient(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream().write(
                "GET /v1/live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer reader\r\n\r\n".getBytes(
                        StandardCharsets.US_ASCII));
        return socket;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

}
