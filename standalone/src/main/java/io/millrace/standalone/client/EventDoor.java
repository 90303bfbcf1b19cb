package io.millrace.standalone.client;

import io.millrace.standalone.client.DoorAnswer.NotNow;
import io.millrace.standalone.client.DoorAnswer.Refused;
import io.millrace.standalone.client.DoorAnswer.RejectedLine;
import io.millrace.standalone.client.DoorAnswer.Taken;
import io.millrace.standalone.client.DoorAnswer.TooLarge;
import io.millrace.standalone.client.DoorAnswer.Unreadable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /v1/events} of the ingest service, seen from outside.
 *
 * <p>
 * A request is one attempt: trying again is the caller's. Thread-safe; order is kept only between requests of which one
 * ended before the other began.
 */
public final class EventDoor implements AutoCloseable {

    private static final String PATH = "/v1/events";
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(
            CONNECT_WITHIN).build();
    private final URI address;
    private final String key;

    /**
     * The door of the ingest service at {@code service}.
     *
     * @param service
     *            {@code http://localhost:8081}; the path of the events may follow
     * @param key
     *            a write key, or null for none
     */
    public EventDoor(URI service, String key) {
        this.address = HttpAddress.of(service, PATH);
        this.key = key;
    }

    /**
     * Sends events.
     *
     * @param gzippedLines
     *            gzip of one event a line, as {@link NdjsonBody#gzip} makes it
     * @throws InterruptedException
     *             when the thread was interrupted; the events may have arrived or not
     */
    public DoorAnswer send(byte[] gzippedLines) throws InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(ANSWER_WITHIN).header("Content-Type",
                "application/x-ndjson").header("Content-Encoding", "gzip").POST(
                        BodyPublishers.ofByteArray(gzippedLines));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            return answer(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return new NotNow(HttpAddress.failure(address, e), Optional.empty());
        }
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private DoorAnswer answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return taken(response);
        }
        var reason = ProblemAnswer.reason(response);
        return switch (status) {
            case 400 -> new Unreadable(reason);
            case 413 -> new TooLarge(reason);
            case 408, 429 -> new NotNow(reason, ProblemAnswer.retryAfter(response));
            default -> status >= 500
                    ? new NotNow(reason, ProblemAnswer.retryAfter(response))
                    : new Refused("%s: %s".formatted(address, reason));
        };
    }

    private DoorAnswer taken(HttpResponse<byte[]> response) {
        if (ProblemAnswer.json(response).orElse(null) instanceof Map<?, ?> body
                && body.get("accepted") instanceof Number accepted) {
            return new Taken(accepted.longValue(), rejected(body.get("rejected")));
        }
        return new Refused("%s does not answer like an ingest service".formatted(address));
    }

    private static List<RejectedLine> rejected(Object entries) {
        var rejected = new ArrayList<RejectedLine>();
        if (entries instanceof List<?> list) {
            for (var entry : list) {
                if (entry instanceof Map<?, ?> fields && fields.get("index") instanceof Number index) {
                    rejected.add(new RejectedLine(index.intValue(), String.valueOf(fields.get("reason"))));
                }
            }
        }
        return rejected;
    }

}
