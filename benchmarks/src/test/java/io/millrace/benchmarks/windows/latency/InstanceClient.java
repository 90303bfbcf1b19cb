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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Sends events to an instance and asks it for counts, over HTTP. Thread-safe. */
final class InstanceClient {

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
        var answer = http.send(request, BodyHandlers.ofByteArray());
        var accepted = answer.statusCode() == 202 ? tree(answer).get("accepted") : null;
        if (!(accepted instanceof Number number) || number.intValue() != events.size()) {
            throw new IOException("%d: %s".formatted(answer.statusCode(), new String(answer.body())));
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
        var answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("%d: %s".formatted(answer.statusCode(), new String(answer.body())));
        }
        long count = 0;
        for (var window : (List<?>) tree(answer).get("windows")) {
            var values = (Map<?, ?>) ((Map<?, ?>) window).get("values");
            count += ((Number) values.get("count")).longValue();
        }
        return count;
    }

    private static Map<?, ?> tree(HttpResponse<byte[]> answer) {
        return (Map<?, ?>) JsonTree.read(answer.body());
    }

}
