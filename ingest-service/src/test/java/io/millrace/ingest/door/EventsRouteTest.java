package io.millrace.ingest.door;

import static io.millrace.ingest.door.Door.gzip;
import static io.millrace.ingest.door.Door.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.event.RejectionCode;
import io.millrace.ingest.IngestMeters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsRouteTest {

    private static final String EVENT = """
            {"event_id":"e1","event_type":"Order Created","user_id":"u1","timestamp":"2024-01-01T00:00:00Z","total":5}""";

    private final Door door = new Door();

    @ParameterizedTest
    @ValueSource(strings = {EVENT, "[" + EVENT + "]", "{\"events\":[" + EVENT + "]}", "\uFEFF" + EVENT,
            "  \n" + EVENT + "\n\n", "{\"sent_at\":1,\"events\":[" + EVENT + "],\"context\":null}"})
    void shouldTakeEveryShape(String body) {
        var answer = door.postEvents(body);

        assertThat(answer.getStatus()).isEqualTo(202);
        assertThat(answer.getContentType()).isEqualTo("application/json");
        assertThat(json(answer)).isEqualTo(Map.of("accepted", 1L, "rejected", List.of()));
        var event = door.onlyEvent();
        assertThat(event.eventId()).isEqualTo("e1");
        assertThat(event.eventType()).isEqualTo("order_created");
        assertThat(event.tenantId()).isEqualTo("shop");
        assertThat(event.receivedAt()).isEqualTo(door.clock.instant());
        assertThat(event.data()).isEqualTo(Map.of("total", 5L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "application/json", "text/plain",
            "application/x-www-form-urlencoded"})
    void shouldTakeOneEventALine(String contentType) {
        var answer = post(lines(), contentType);

        assertThat(json(answer)).isEqualTo(Map.of("accepted", 3L, "rejected", List.of()));
        assertThat(door.log.events()).extracting(Event::eventId).containsExactly("a", "b", "c");
    }

    @Test
    void shouldRejectOnlyTheLineThatIsNotJson() {
        var answer = post(lines() + "{\"event_type\":\n{\"event_type\":\"view\",\"event_id\":\"d\"}", null);

        assertThat(json(answer).get("accepted")).isEqualTo(4L);
        assertThat(door.log.events()).extracting(Event::eventId).containsExactly("a", "b", "c", "d");
        var rejection = door.log.rejections().getFirst();
        assertThat(rejection.code()).isEqualTo(RejectionCode.NOT_JSON);
        assertThat(rejection.original()).isEqualTo("{\"event_type\":");
        assertThat(answer.getContentAsByteArray()).asString(UTF_8).contains("\"index\":3");
    }

    @Test
    void shouldTakeAnEventForOneThoughItHasEvents() {
        door.postEvents("{\"event_type\":\"import\",\"events\":[{\"event_type\":\"x\"}]}");

        assertThat(door.onlyEvent().data()).containsKey("events");
    }

    @Test
    void shouldTakeGzipWithAndWithoutItsHeaderAndInFormTypedBodies() {
        var body = gzip(EVENT.getBytes(UTF_8));
        var encodings = new String[]{"gzip", null};
        for (var encoding : encodings) {
            for (var type : List.of("application/json", "text/plain", "application/x-www-form-urlencoded",
                    "application/octet-stream")) {
                var answer = door.post("/v1/events", body, request -> {
                    request.setContentType(type);
                    if (encoding != null) {
                        request.addHeader("Content-Encoding", encoding);
                    }
                });

                assertThat(answer.getStatus()).as("%s %s", encoding, type).isEqualTo(202);
            }
        }
        assertThat(door.log.events()).hasSize(8);
    }

    @Test
    void shouldTakeAPlainBodyWhoseHeaderSaysGzip() {
        var answer = door.post("/v1/events", EVENT.getBytes(UTF_8),
                request -> request.addHeader("Content-Encoding", "gzip"));

        assertThat(answer.getStatus()).isEqualTo(202);
    }

    @Test
    void shouldSayWhatIsWrongWithEachEvent() {
        var answer = door.postEvents("""
                [{"event_type":"view","event_id":"ok"},
                 {"event_id":"e2"},
                 {"event_type":"view","event_id":"e3","tenant_id":"other"},
                 {"event_type":"view","timestamp":"soon"},
                 7]""");

        assertThat(answer.getStatus()).isEqualTo(202);
        assertThat(json(answer)).isEqualTo(Map.of("accepted", 1L, "rejected",
                List.of(Map.of("index", 1L, "event_id", "e2", "reason", "event_type is required", "code",
                        "missing_field", "field", "event_type"),
                        Map.of("index", 2L, "event_id", "e3", "reason",
                                "the key may not write events of tenant 'other'", "code", "wrong_tenant", "field",
                                "tenant_id"),
                        Map.of("index", 3L, "reason", "timestamp not an ISO-8601 timestamp: 'soon'", "code",
                                "bad_value", "field", "timestamp"),
                        Map.of("index", 4L, "reason", "an event must be a JSON object", "code", "not_an_object"))));
    }

    @Test
    void shouldKeepRejectedEventsAsTheyWereSent() {
        door.postEvents("[ {\"event_id\" : \"ü\\u00fc\"},  \"text\" ,12,{\"event_type\":\"v\",\"tenant_id\":\"x\"}]");

        assertThat(door.log.rejections()).extracting(rejection -> rejection.original()).containsExactly(
                "{\"event_id\" : \"ü\\u00fc\"}", "\"text\"", "12", "{\"event_type\":\"v\",\"tenant_id\":\"x\"}");
        assertThat(door.log.rejections()).allSatisfy(rejection -> {
            assertThat(rejection.door()).isEqualTo("http");
            assertThat(rejection.tenantId()).isEqualTo("shop");
            assertThat(rejection.receivedAt()).isEqualTo(door.clock.instant());
        });
    }

    @Test
    void shouldAnswer202WhenEveryEventIsRejectedAndWhenThereIsNone() {
        assertThat(door.postEvents("{}").getStatus()).isEqualTo(202);
        for (var empty : List.of("[]", "{\"events\":[]}")) {
            var answer = door.postEvents(empty);

            assertThat(answer.getStatus()).isEqualTo(202);
            assertThat(json(answer)).isEqualTo(Map.of("accepted", 0L, "rejected", List.of()));
        }
    }

    @Test
    void shouldIgnoreWhatOnlyMillraceMaySay() {
        door.postEvents("""
                {"event_type":"view","received_at":"2001-01-01T00:00:00Z","segment":"vip","context":{"bot":true}}""");

        var event = door.onlyEvent();
        assertThat(event.receivedAt()).isEqualTo(door.clock.instant());
        assertThat(event.segment()).isNull();
        assertThat(event.context()).isEmpty();
        assertThat(event.data()).isEmpty();
    }

    @Test
    void shouldFillMetadataInWhereTheEventSaysNothing() {
        door.post("/v1/events",
                "{\"event_type\":\"view\",\"metadata\":{\"referrer\":\"own\",\"user_agent\":null}}".getBytes(UTF_8),
                request -> {
                    request.addHeader("User-Agent", "Firefox");
                    request.addHeader("Referer", "https://elsewhere.example/");
                    request.addHeader("X-Request-Id", "r-1");
                    request.addHeader("X-Forwarded-For", "203.0.113.7");
                });

        assertThat(door.onlyEvent().metadata()).isEqualTo(Map.of("ip_address", "192.0.2.9", "user_agent", "Firefox",
                "referrer", "own", "request_id", "r-1"));
    }

    @Test
    void shouldMakeUpARequestIdAndTellIt() {
        var answer = door.postEvents(EVENT);

        assertThat(answer.getHeader("X-Request-Id")).hasSize(36).isEqualTo(
                door.onlyEvent().metadata().get("request_id"));
    }

    @Test
    void shouldRejectMetadataOfAWrongType() {
        door.postEvents("{\"event_type\":\"view\",\"metadata\":[]}");

        assertThat(door.log.rejections().getFirst().field()).isEqualTo("metadata");
    }

    @Test
    void shouldCountWhatBecameOfTheEvents() {
        door.postEvents("[" + EVENT + ",{},{\"event_type\":\"v\",\"timestamp\":\"2099-01-01\"}]");
        door.log.setAway(true);
        door.postEvents("[" + EVENT + "," + EVENT + "]");

        assertThat(door.count(IngestMeters.DOOR_RECEIVED)).isEqualTo(5);
        assertThat(door.count(IngestMeters.DOOR_ACCEPTED)).isEqualTo(2);
        assertThat(door.count(IngestMeters.DOOR_CLAMPED)).isEqualTo(1);
        assertThat(door.count(IngestMeters.DOOR_REJECTED)).isEqualTo(1);
        assertThat(door.count(IngestMeters.DOOR_REJECTED, "reason", "missing_field")).isEqualTo(1);
        assertThat(door.count(IngestMeters.DOOR_UNACKNOWLEDGED)).isEqualTo(2);
        assertThat(door.count(IngestMeters.DOOR_REQUESTS, "route", "events", "status", "202")).isEqualTo(1);
        assertThat(door.count(IngestMeters.DOOR_REQUESTS, "route", "events", "status", "503")).isEqualTo(1);
    }

    private org.springframework.mock.web.MockHttpServletResponse post(String body, String contentType) {
        return door.post("/v1/events", body.getBytes(UTF_8), request -> request.setContentType(contentType));
    }

    private static String lines() {
        return """
                {"event_type":"view","event_id":"a"}
                {"event_type":"view","event_id":"b"}\r

                {"event_type":"view","event_id":"c"}
                """;
    }

}
