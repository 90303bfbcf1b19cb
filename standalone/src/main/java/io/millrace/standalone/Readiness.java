package io.millrace.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits until every service says that it is ready. */
final class Readiness {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Readiness() {}

    static void await(Ports ports, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            for (int port : List.of(ports.ingest(), ports.metrics(), ports.cep(), ports.alert(), ports.query())) {
                while (!isReady(http, port)) {
                    if (System.nanoTime() > deadline) {
                        throw new StandaloneException("the service on port %d was not ready within %s".formatted(port,
                                within));
                    }
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private static boolean isReady(HttpClient http, int port) throws InterruptedException {
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")).timeout(
                        Duration.ofSeconds(5)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

}
