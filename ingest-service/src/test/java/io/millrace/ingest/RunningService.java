package io.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service on a broker, with a write key {@code shop-key} of tenant {@code shop}. */
final class RunningService implements AutoCloseable {

    private final int port;
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningService(String bootstrapServers, Path stateDir) {
        port = freePort();
        context = IngestService.application().run("--server.port=" + port,
                "--spring.kafka.bootstrap-servers=" + bootstrapServers, "--millrace.state-dir=" + stateDir,
                "--millrace.instance-id=test", "--logging.level.root=error",
                "--logging.level.org.apache.kafka=error", "--millrace.security.keys[0].key=shop-key",
                "--millrace.security.keys[0].tenant=shop", "--millrace.security.keys[0].roles=write");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(
                () -> get("/actuator/health/readiness").statusCode() == 200);
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, byte[] body, String contentType) {
        return send(request(path).header("Content-Type", contentType).header("X-Write-Key", "shop-key").POST(
                BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> postEvents(String json) {
        return post("/v1/events", json.getBytes(UTF_8), "application/json");
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
