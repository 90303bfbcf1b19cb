package io.millrace.runtime.reads;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.millrace.result.ResultJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceReaderTest {

    private final List<HttpServer> instances = new ArrayList<>();

    record Row(String text) {}

    @AfterEach
    void stop() {
        instances.forEach(instance -> instance.stop(0));
    }

    @Test
    void shouldAskEachOwnerOnceForItsPartitionsAndMerge() throws IOException {
        var first = instance();
        var second = instance();
        owners(first, new Owner(url(first), Set.of(0, 2)), new Owner(url(second), Set.of(1)));
        rows(first, "partitions=0%2C2&q=a+b",
                new PartitionedRows<>(List.of(new Row("zero"), new Row("two")), Map.of()));
        rows(second, "partitions=1&q=a+b", new PartitionedRows<>(List.of(new Row("one")), Map.of()));

        var gathered = reader(first).gather("/internal/rows", Map.of("q", "a b"), 3, Row.class);

        assertThat(gathered.rows()).extracting(Row::text).containsExactlyInAnyOrder("zero", "one", "two");
        assertThat(gathered.warnings()).isEmpty();
    }

    @Test
    void shouldNamePartitionsThatAreMissingAndWhy() throws IOException {
        var alive = instance();
        owners(alive, new Owner(url(alive), Set.of(0)), new Owner("http://127.0.0.1:1", Set.of(1)));
        rows(alive, "partitions=0", new PartitionedRows<>(List.of(), Map.of(0, "it is restoring")));

        var gathered = reader(alive).gather("/internal/rows", Map.of(), 3, Row.class);

        assertThat(gathered.warnings()).containsExactly("partition 0 of a-service is missing: it is restoring",
                "partition 1 of a-service is missing: its instance can't be reached",
                "partition 2 of a-service is missing: no instance holds it");
    }

    @Test
    void shouldSayThatAllIsMissingWhenNoInstanceAnswers() {
        var reader = new ServiceReader("a-service", List.of(URI.create("http://127.0.0.1:1")), "",
                Duration.ofSeconds(1), HttpClient.newHttpClient());

        assertThat(reader.gather("/internal/rows", Map.of(), 1, Row.class).warnings()).containsExactly(
                "partition 0 of a-service is missing: no instance holds it");
    }

    private HttpServer instance() throws IOException {
        var instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        instance.start();
        instances.add(instance);
        return instance;
    }

    private static void owners(HttpServer instance, Owner... owners) {
        answer(instance, "/internal/owners", null, owners);
    }

    private static void rows(HttpServer instance, String query, PartitionedRows<Row> rows) {
        answer(instance, "/internal/rows", query, rows);
    }

    /** Answers with {@code body}, and with 400 to another query than the expected one. */
    private static void answer(HttpServer instance, String path, String query, Object body) {
        instance.createContext(path, exchange -> {
            var asked = exchange.getRequestURI().getRawQuery();
            boolean expected = query == null
                    || Set.of(asked.split("&")).equals(Set.of(query.split("&")));
            var json = ResultJson.write(body);
            exchange.sendResponseHeaders(expected ? 200 : 400, json.length);
            exchange.getResponseBody().write(json);
            exchange.close();
        });
    }

    private static ServiceReader reader(HttpServer seed) {
        return new ServiceReader("a-service", List.of(URI.create(url(seed))), "", Duration.ofSeconds(5),
                HttpClient.newHttpClient());
    }

    private static String url(HttpServer instance) {
        return "http://127.0.0.1:" + instance.getAddress().getPort();
    }

}
