package io.millrace.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.DefinitionReader;
import io.millrace.event.JsonTree;
import io.millrace.expressions.DefinitionCompiler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsClientTest {

    private static final String ALL = """
            # first the rule, to see that it comes last
            kind: rule
            name: too-many
            when: {metric: errors, window: 1m, op: ">", threshold: 5}
            ---
            kind: pattern
            name: bought
            pattern: view -> buy
            define:
              view: {events: [view]}
              buy: {events: [buy]}
            --- # the metric
            kind: metric
            name: errors
            windows: [{tumbling: 1m}]
            """;

    private final Map<String, Definition> stored = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<String> puts = new ArrayList<>();
    private final ManualClock clock = new ManualClock();
    private HttpServer service;
    private int unavailable;

    @TempDir
    private Path folder;

    @BeforeEach
    void startService() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/v1/definitions/", this::handle);
        service.start();
    }

    @AfterEach
    void stopService() {
        service.stop(0);
    }

    @Test
    void shouldDeclareMetricsThenPatternsThenRules() throws Exception {
        var result = load("dev", file(ALL));

        assertThat(result.outcomes()).map(LoadOutcome::toString).containsExactly(
                "metric/errors: created (version 1)", "pattern/bought: created (version 1)",
                "rule/too-many: created (version 1)");
        assertThat(result.isComplete()).isTrue();
        assertThat(puts).containsExactly("metrics/errors", "patterns/bought", "rules/too-many");
    }

    @Test
    void shouldTellWhatChanged() throws Exception {
        load("dev", file(ALL));

        var result = load("dev", file(ALL.replace("threshold: 5", "threshold: 6")));

        assertThat(result.outcomes()).map(LoadOutcome::toString).containsExactly(
                "metric/errors: unchanged (version 1)", "pattern/bought: unchanged (version 1)",
                "rule/too-many: updated (version 2)");
    }

    @Test
    void shouldTellRefusalsByThePlaceInTheFileAndGoOn() throws Exception {
        var file = file(ALL.replace("pattern: view -> buy", "pattern: view -> sell"));

        var result = load("dev", file);

        assertThat(result.isComplete()).isFalse();
        assertThat(result.outcomes().get(1).toString()).startsWith(
                file + ":8:18: pattern/bought: pattern: 'sell' is not defined");
        assertThat(result.outcomes().get(2)).isInstanceOf(LoadOutcome.Stored.class);
    }

    @Test
    void shouldSendNothingWhenAFileIsWrong() throws Exception {
        var result = load("dev", file(ALL + "---\nkind: chart\nname: sales\n"));

        assertThat(result.problems()).singleElement().asString().contains(":17:7: kind: must be metric");
        assertThat(puts).isEmpty();
    }

    @Test
    void shouldAskAgainWhileTheServiceIsNotReady() throws Exception {
        unavailable = 2;

        assertThat(load("dev", file(ALL)).isComplete()).isTrue();
        assertThat(clock.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void shouldStopWhenTheKeyIsRefused() {
        assertThatThrownBy(() -> load("wrong", file(ALL))).isInstanceOf(ClientException.class).hasMessage(
                address() + ": the key is not known (status 401)");
    }

    @Test
    void shouldSayWhenNobodyIsThere() throws Exception {
        service.stop(0);

        assertThatThrownBy(() -> load("dev", file(ALL))).isInstanceOf(ClientException.class).hasMessage(
                "no connection to " + address() + "/v1/definitions/metrics/errors");
    }

    private LoadResult load(String key, Path file) throws InterruptedException {
        try (var client = new DefinitionsClient(address(), key, clock)) {
            return client.load(List.of(file));
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("definitions.yml"), text);
    }

    /** Reads, compiles and stores as the query service does. */
    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().split("/");
            var kind = DefinitionKind.ofPlural(path[3]).orElseThrow();
            var id = kind.plural() + "/" + path[4];
            if (!"Bearer dev".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                reply(exchange, 401, Map.of("detail", "the key is not known"));
            } else if (unavailable-- > 0) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                reply(exchange, 503, Map.of("detail", "not yet"));
            } else if (exchange.getRequestMethod().equals("PUT")) {
                put(exchange, kind, path[4], id);
            } else {
                reply(exchange, stored.containsKey(id) ? 200 : 404, Map.of("version", versions.getOrDefault(id, 0)));
            }
        }
    }

    private void put(HttpExchange exchange, DefinitionKind kind, String name, String id) throws IOException {
        puts.add(id);
        var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            var declared = DefinitionReader.readOne(text, kind, name);
            DefinitionCompiler.check(declared, (of, other) -> Optional.ofNullable(
                    stored.get(of.plural() + "/" + other)));
            if (!declared.definition().equals(stored.put(id, declared.definition()))) {
                versions.merge(id, 1, Integer::sum);
            }
            reply(exchange, 200, Map.of("version", versions.get(id)));
        } catch (DefinitionException refused) {
            var problems = refused.problems().stream().map(problem -> Map.<String, Object>of("definition",
                    problem.definition(), "path", problem.path(), "line", problem.line(), "column", problem.column(),
                    "reason", problem.reason())).toList();
            reply(exchange, 422, Map.of("detail", refused.getMessage(), "problems", problems));
        }
    }

    private static void reply(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        var bytes = JsonTree.write(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

}
