package io.millrace.query.live;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.result.Alert;
import io.millrace.result.AlertState;
import io.millrace.result.PatternMatch;
import io.millrace.result.ResultJson;
import io.millrace.result.WindowResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Records of the topics, showing only what matters to a test. */
final class Results {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Results() {}

    static byte[] event(String tenant, String type) {
        return event("id", tenant, type);
    }

    static byte[] event(String id, String tenant, String type) {
        return EventJson.write(new Event(id, type, tenant, "u1", null, null, NOON, NOON, "web", null,
                Map.of("tenant_id", "another", "event_type", "another"), Map.of(), Map.of(), Map.of()));
    }

    static byte[] window(String tenant, String metric, int minute, double count) {
        var start = NOON.plusSeconds(60L * minute);
        return ResultJson.write(new WindowResult(metric, 1, tenant, "1m", start, start.plusSeconds(60),
                Map.of("service", "shop"), Map.of("count", count), null, null, false, null, start));
    }

    static byte[] match(String tenant, String id) {
        return ResultJson.write(
                new PatternMatch(id, "funnel", 1, tenant, "u1", NOON, NOON, Map.of(), Map.of("spent", 12.5)));
    }

    static byte[] alert(String tenant, String id) {
        return ResultJson.write(new Alert(id, "f-" + id, "errors", 1, "critical", tenant, AlertState.FIRING, Map.of(),
                7.0, 5.0, "7 errors", "held for 2m", false, NOON, NOON));
    }

    static LiveRecord windowRecord(String tenant, String metric, int minute, double count) {
        return LiveRecord.window(window(tenant, metric, minute, count));
    }

    static LiveRecord matchRecord(String tenant, String id) {
        return LiveRecord.happening(LiveRecord.Kind.MATCH, match(tenant, id));
    }

    static JsonNode json(byte[] bytes) {
        return ResultJson.mapper().readTree(bytes);
    }

    /** Metric, minute and count of each window. */
    static List<String> windows(Mail mail) {
        return mail.windows().stream().map(Results::json).map(
                window -> "%s %s %s".formatted(window.get("metric").asString(),
                        window.get("start").asString().substring(11, 16),
                        window.at("/values/count").asDouble())).toList();
    }

    static List<String> matches(Mail mail) {
        return mail.happenings().stream().map(happening -> json(happening.json()).get("match_id").asString()).toList();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
