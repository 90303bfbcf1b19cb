package io.millrace.standalone.client;

import io.millrace.event.JsonSyntaxException;
import io.millrace.event.JsonTree;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** Reads answers that say what went wrong: RFC 9457 problems, or whatever else a server or proxy says. */
final class ProblemAnswer {

    private static final int MAX_TEXT = 300;

    private ProblemAnswer() {}

    /** The body as a JSON value, or empty when it is none. */
    static Optional<Object> json(HttpResponse<byte[]> response) {
        try {
            return Optional.ofNullable(JsonTree.read(response.body()));
        } catch (JsonSyntaxException _) {
            return Optional.empty();
        }
    }

    /** Why the request failed: the problem's detail, or else the status and the beginning of the body. */
    static String reason(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (json(response).orElse(null) instanceof Map<?, ?> problem) {
            var detail = problem.get("detail") == null ? problem.get("title") : problem.get("detail");
            if (detail != null) {
                return "%s (status %d)".formatted(detail, status);
            }
        }
        var text = new String(response.body(), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "status " + status : "status %d: %s".formatted(status, abbreviated(text));
    }

    /** What {@code Retry-After} asks for, in seconds or as a date; empty when it asks for nothing. */
    static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").flatMap(ProblemAnswer::delay);
    }

    private static Optional<Duration> delay(String text) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            var delay = Duration.between(Instant.now(), at);
            return Optional.of(delay.isNegative() ? Duration.ZERO : delay);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

}
