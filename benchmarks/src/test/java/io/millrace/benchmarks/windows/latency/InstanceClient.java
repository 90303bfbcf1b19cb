package io.millrace.benchmarks.windows.latency;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.event.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends events to an instance and asks it for counts, over HTTP. Thread-safe. */
final class InstanceClient {

    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI ingest;
    private final URI query;

    InstanceClient(StandaloneInstance instance) {
        ingest = instance.ingest();
        query = instance.query();
    }

    /**
     * Sends events; returns when they are accepted.
     *
     * @throws IOException
     *             when not all of them are
     */
    void send(List<Event> events) throws IOException, InterruptedException {
        var lines = new ByteArrayOutputStream();
        for (var event : events) {
            lines.write(EventJson.write(event));
            lines.write('\n');
        }
        var request = HttpRequest.newBuilder(ingest.resolve("/v1/events")).header("Authorization",
                "Bearer dev").header("Content-Type", "application/x-ndjson").POST(
                        BodyPublishers.ofByteArray(lines.toByteArray())).build();
        var accepted = answer(request, 202).get("accepted");
        if (!(accepted instanceof Number number) || number.intValue() != events.size()) {
            throw new IOException("%s of %d events were accepted".formatted(accepted, events.size()));
        }
    }

    /**
     * The sum of a metric's counts over the windows of a minute from an instant on.
     *
     * @param filter
     *            dimension and value, as in a query string; may be empty
     */
    long count(String metric, Instant from, String filter) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(query.resolve(
                "/v1/metrics/%s/windows?window=1m&from=%s%s".formatted(metric, from, filter))).build();
        long count = 0;
        for (var window : (List<?>) answer(request, 200).get("windows")) {
            var values = (Map<?, ?>) ((Map<?, ?>) window).get("values");
            count += ((Number) values.get("count")).longValue();
        }
        return count;
    }

    /** The answer, after as many tries as the instance asks for while it is busy. */
    private Map<?, ?> answer(HttpRequest request, int expected) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() == expected) {
                return (Map<?, ?>) JsonTree.read(answer.body());
            }
            if (!BUSY.contains(answer.statusCode()) || System.nanoTime() > deadline) {
                throw new IOException("%s: %d: %s".formatted(request.uri(), answer.statusCode(),
                        new String(answer.body(), StandardCharsets.UTF_8)));
            }
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
            Thread.sleep(Duration.ofSeconds(seconds));
        }
    }

}
