package io.millrace.query.reads;

import io.millrace.event.JsonTree;
import io.millrace.query.QueryProperties;
import io.millrace.query.ServiceReaders;
import io.millrace.runtime.MillraceProperties;
import io.millrace.runtime.RuntimeAutoConfiguration;
import io.millrace.runtime.reads.ServiceReader;
import io.millrace.runtime.security.SecurityConfiguration;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.runtime.web.WebConfiguration;
import io.millrace.testkit.definition.TestDefinitions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * The reads of the query service over HTTP, without a broker, over a {@link MetricsServer}. Its clock stands at
 * {@link #NOW}; the key {@code reader} reads all tenants, {@code ours} those of {@code t1}.
 */
public final class ReadService implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2024-03-10T12:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    /** What is declared. */
    public final TestDefinitions definitions;

    /** What it reads metrics from. */
    public final MetricsServer metrics;

    /** What it reads patterns from. */
    public final PatternServer patterns = new PatternServer(MetricsServer.PARTITIONS * 2);

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = {RuntimeAutoConfiguration.class, KafkaAutoConfiguration.class})
    @EnableConfigurationProperties({MillraceProperties.class, QueryProperties.class})
    @ComponentScan({"io.millrace.query.metrics", "io.millrace.query.prometheus", "io.millrace.query.access",
            "io.millrace.query.funnel", "io.millrace.query.patterns"})
    @Import({SecurityConfiguration.class, WebConfiguration.class})
    static class Wiring {

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        EventPartitions eventPartitions() {
            return () -> MetricsServer.PARTITIONS;
        }

        @Bean
        ServiceReaders serviceReaders(MetricsServer server, PatternServer patterns) {
            var reader = new ServiceReader("metrics-service", List.of(server.address()), "", Duration.ofSeconds(10),
                    HttpClient.newHttpClient());
            var cep = new ServiceReader("cep-service", List.of(patterns.address()), "", Duration.ofSeconds(10),
                    HttpClient.newHttpClient());
            return new ServiceReaders(reader, cep, reader);
        }

    }

    /**
     * Starts it.
     *
     * @param settings
     *            more settings: {@code millrace.query.max-states=10}
     */
    public ReadService(String yaml, String... settings) {
        this(Wiring.class, yaml, settings);
    }

    /**
     * Starts it with more beans.
     *
     * @param beans
     *            a configuration of them
     */
    public ReadService(Class<?> beans, String yaml, String... settings) {
        definitions = TestDefinitions.of(yaml);
        metrics = new MetricsServer(definitions);
        context = new SpringApplicationBuilder(Wiring.class, beans).properties("server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off", "millrace.security.keys[0].key=reader",
                "millrace.security.keys[0].tenant=*", "millrace.security.keys[0].roles=read",
                "millrace.security.keys[1].key=ours", "millrace.security.keys[1].tenant=t1",
                "millrace.security.keys[1].roles=read").properties(settings).initializers(application -> {
                    application.getBeanFactory().registerSingleton("testDefinitions", definitions);
                    application.getBeanFactory().registerSingleton("metricsServer", metrics);
                    application.getBeanFactory().registerSingleton("patternServer", patterns);
                }).run();
    }

    /** The JSON of an answer of 200. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> read(String path) throws IOException, InterruptedException {
        var response = get(path, "reader");
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + ": " + response.body());
        }
        return (Map<String, Object>) JsonTree.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to a Prometheus query at a time: its {@code result}. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> query(String promql, Instant at) throws IOException, InterruptedException {
        var data = (Map<String, Object>) read("/api/v1/query?time=%s&query=%s".formatted(at,
                URLEncoder.encode(promql, StandardCharsets.UTF_8))).get("data");
        return (List<Map<String, Object>>) data.get("result");
    }

    /** The answer to a body sent. */
    public HttpResponse<String> post(String path, String key, String body) throws IOException, InterruptedException {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization",
                "Bearer " + key).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** An answer of whatever status. */
    public HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization",
                "Bearer " + key).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
        metrics.close();
        patterns.close();
    }

}
