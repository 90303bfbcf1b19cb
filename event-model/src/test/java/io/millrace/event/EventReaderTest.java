package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.EventReading.Accepted;
import io.millrace.event.EventReading.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {

    private static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");

    @Test
    void shouldReadACompleteEvent() {
        var event = accepted("""
                {"event_id":"e1","event_type":"order.created","tenant_id":"t1","user_id":"u1","anonymous_id":"a1",
                 "session_id":"s1","timestamp":"2024-01-01T00:00:00.000Z","received_at":"2024-01-01T00:00:01Z",
                 "source":"web","segment":"vip","data":{"total":12.5},"tags":{"team":"shop"},
                 "metadata":{"ip_address":"192.0.2.1"},"context":{"bot":false}}""");

        assertThat(event).isEqualTo(
                new Event("e1", "order.created", "t1", "u1", "a1", "s1", Instant.parse("2024-01-01T00:00:00Z"),
                        Instant.parse("2024-01-01T00:00:01Z"), "web", "vip", Map.of("total", 12.5),
                        Map.of("team", "shop"), Map.of("ip_address", "192.0.2.1"), Map.of("bot", false)));
    }

    @Test
    void shouldFillDefaultsIn() {
        var event = accepted("{\"event_type\":\"view\"}");

        assertThat(UUID.fromString(event.eventId()).version()).isEqualTo(7);
        assertThat(event.tenantId()).isEqualTo("acme");
        assertThat(event.timestamp()).isEqualTo(NOW);
        assertThat(event.receivedAt()).isEqualTo(NOW);
        assertThat(List.of(event.data(), event.tags(), event.metadata(), event.context())).containsOnly(Map.of());
        assertThat(event.userId()).isNull();
        assertThat(event.source()).isNull();
    }

    @Test
    void shouldGiveEveryEventWithoutIdItsOwn() {
        assertThat(accepted("{\"event_type\":\"view\"}").eventId()).isNotEqualTo(
                accepted("{\"event_type\":\"view\"}").eventId());
    }

    @Test
    void shouldTakeBlankTextForAbsent() {
        var event = accepted("""
                {"event_type":"view","user_id":"","session_id":"  ","tenant_id":"","event_id":" ","timestamp":""}""");

        assertThat(event.userId()).isNull();
        assertThat(event.sessionId()).isNull();
        assertThat(event.tenantId()).isEqualTo("acme");
        assertThat(event.eventId()).hasSize(36);
        assertThat(event.timestamp()).isEqualTo(NOW);
    }

    @Test
    void shouldTakeWholeNumbersForIds() {
        assertThat(accepted("{\"event_type\":\"view\",\"user_id\":42}").userId()).isEqualTo("42");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Button Clicked      ; button_clicked
            order.created       ; order.created
            '  Page   View '    ; page_view
            ADD-to-Cart         ; add-to-cart
            ÜBER                ; über
            """)
    void shouldNormaliseTheType(String type, String expected) {
        assertThat(accepted("{\"event_type\":\"%s\"}".formatted(type)).eventType()).isEqualTo(expected);
    }

    @Test
    void shouldNormaliseTheTypeOnlyOnce() {
        var random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            var type = random.ints(1 + random.nextInt(10), ' ', 0x250).collect(StringBuilder::new,
                    StringBuilder::appendCodePoint, StringBuilder::append).toString();
            var once = EventReader.normalisedType(type);

            assertThat(EventReader.normalisedType(once)).isEqualTo(once);
        }
    }

    @Test
    void shouldKeepUnknownFieldsUnderData() {
        var event = accepted("""
                {"event_type":"view","sku":"a1","price":3,"data":{"price":5}}""");

        assertThat(event.data()).isEqualTo(Map.of("sku", "a1", "price", 5L));
    }

    @Test
    void shouldTakeOnlyWhatCanBeReadAgain() {
        int deepest = JsonTree.MAX_DEPTH - 2;
        var json = "{\"event_type\":\"v\",\"deep\":%s%s}";

        var taken = accepted(json.formatted("[".repeat(deepest), "]".repeat(deepest)));
        var refused = rejected(json.formatted("[".repeat(deepest + 1), "]".repeat(deepest + 1)));

        assertThat(EventJson.read(EventJson.write(taken))).isEqualTo(taken);
        assertThat(refused.code()).isEqualTo(RejectionCode.BAD_VALUE);
        assertThat(refused.field()).isEqualTo("deep");
    }

    @Test
    void shouldReadTimestampsInAllUnits() {
        for (var timestamp : List.of("1704067200", "1704067200000", "1704067200000000", "\"1704067200\"",
                "\"2024-01-01T01:00:00+01:00\"", "\"2024-01-01\"")) {
            assertThat(accepted("{\"event_type\":\"v\",\"timestamp\":%s}".formatted(timestamp)).timestamp()).as(
                    timestamp).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        }
    }

    @Test
    void shouldClampTimestampsOfTheFuture() {
        var tolerated = (Accepted) read("{\"event_type\":\"v\",\"timestamp\":\"2024-06-01T12:10:00Z\"}");
        var clamped = (Accepted) read("""
                {"event_type":"v","timestamp":"2024-06-01T12:10:00.001Z","metadata":{"request_id":"r"}}""");

        assertThat(tolerated.clamped()).isFalse();
        assertThat(tolerated.event().timestamp()).isEqualTo(Instant.parse("2024-06-01T12:10:00Z"));
        assertThat(clamped.clamped()).isTrue();
        assertThat(clamped.event().timestamp()).isEqualTo(NOW);
        assertThat(clamped.event().metadata()).isEqualTo(
                Map.of("request_id", "r", "original_timestamp", "2024-06-01T12:10:00.001Z"));
    }

    @Test
    void shouldMeasureTheFutureFromTheTimeOfReceiptThatTheEventNames() {
        var reading = (Accepted) read("""
                {"event_type":"v","timestamp":"2020-01-01T01:00:00Z","received_at":"2020-01-01T00:00:00Z"}""");

        assertThat(reading.clamped()).isTrue();
        assertThat(reading.event().timestamp()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {                                        ; NOT_JSON      ;             ; line 1
            [1]                                      ; NOT_AN_OBJECT ;             ; object
            null                                     ; NOT_AN_OBJECT ;             ; object
            "text"                                   ; NOT_AN_OBJECT ;             ; object
            {}                                       ; MISSING_FIELD ; event_type  ; required
            {"event_type":" "}                       ; MISSING_FIELD ; event_type  ; required
            {"event_type":null}                      ; MISSING_FIELD ; event_type  ; required
            {"event_type":true}                      ; WRONG_TYPE    ; event_type  ; not a boolean
            {"event_type":1.5}                       ; WRONG_TYPE    ; event_type  ; not a number
            {"event_type":["v"]}                     ; WRONG_TYPE    ; event_type  ; not an array
            {"event_type":"v","user_id":{}}          ; WRONG_TYPE    ; user_id     ; not an object
            {"event_type":"v","session_id":1.5}      ; WRONG_TYPE    ; session_id  ; a string
            {"event_type":"v","source":false}        ; WRONG_TYPE    ; source      ; a string
            {"event_type":"v","tenant_id":"a b"}     ; BAD_VALUE     ; tenant_id   ; 'a b'
            {"event_type":"v","tenant_id":"-a"}      ; BAD_VALUE     ; tenant_id   ; letters
            {"event_type":"v","timestamp":"soon"}    ; BAD_VALUE     ; timestamp   ; 'soon'
            {"event_type":"v","timestamp":true}      ; BAD_VALUE     ; timestamp   ; ISO-8601
            {"event_type":"v","timestamp":-5}        ; BAD_VALUE     ; timestamp   ; 1970
            {"event_type":"v","timestamp":1e18}      ; BAD_VALUE     ; timestamp   ; too large
            {"event_type":"v","received_at":"x"}     ; BAD_VALUE     ; received_at ; ISO-8601
            {"event_type":"v","data":[]}             ; WRONG_TYPE    ; data        ; an object
            {"event_type":"v","tags":"a"}            ; WRONG_TYPE    ; tags        ; not a string
            {"event_type":"v","metadata":1}          ; WRONG_TYPE    ; metadata    ; not a number
            {"event_type":"v","context":true}        ; WRONG_TYPE    ; context     ; not a boolean
            """)
    void shouldSayWhatIsWrong(String json, RejectionCode code, String field, String reason) {
        var rejected = rejected(json);

        assertThat(rejected.code()).isEqualTo(code);
        assertThat(rejected.field()).isEqualTo(field);
        assertThat(rejected.reason()).contains(reason);
    }

    @Test
    void shouldRefuseTextThatIsTooLong() {
        assertThat(rejected("{\"event_type\":\"%s\"}".formatted("v".repeat(201))).code()).isEqualTo(
                RejectionCode.BAD_VALUE);
        assertThat(rejected("{\"event_type\":\"v\",\"user_id\":\"%s\"}".formatted("u".repeat(513))).field()).isEqualTo(
                "user_id");
        assertThat(
                rejected("{\"event_type\":\"v\",\"tenant_id\":\"%s\"}".formatted("t".repeat(101))).field()).isEqualTo(
                        "tenant_id");
        assertThat(accepted("{\"event_type\":\"%s\",\"user_id\":\"%s\"}".formatted("v".repeat(200),
                "u".repeat(512))).userId()).hasSize(512);
    }

    @Test
    void shouldNameTheRejectedEvent() {
        assertThat(rejected("{\"event_id\":\"e1\",\"event_type\":1.5}").eventId()).isEqualTo("e1");
        assertThat(rejected("{\"event_id\":[],\"event_type\":\"v\"}").eventId()).isNull();
        assertThat(rejected("{\"event_id\":\"%s\",\"event_type\":1.5}".formatted("x".repeat(600))).eventId()).hasSize(
                61);
    }

    @Test
    void shouldKeyByTheFirstIdentityThatIsThere() {
        assertThat(accepted(
                "{\"event_type\":\"v\",\"user_id\":\"u\",\"anonymous_id\":\"a\",\"session_id\":\"s\"}").key()).isEqualTo(
                        "u");
        assertThat(accepted("{\"event_type\":\"v\",\"anonymous_id\":\"a\",\"session_id\":\"s\"}").key()).isEqualTo("a");
        assertThat(accepted("{\"event_type\":\"v\",\"session_id\":\"s\"}").key()).isEqualTo("s");
        var visitor = "{\"event_type\":\"v\",\"metadata\":{\"ip_address\":\"192.0.2.1\",\"user_agent\":\"%s\"}}";
        assertThat(accepted(visitor.formatted("x")).key()).isEqualTo(accepted(visitor.formatted("x")).key()).startsWith(
                "visitor-").isNotEqualTo(accepted(visitor.formatted("y")).key());
        assertThat(accepted("{\"event_type\":\"v\",\"event_id\":\"e\"}").key()).isEqualTo("e");
    }

    @Test
    void shouldNeverThrowForAnyBytes() {
        var random = new Random(13);
        for (int i = 0; i < 10_000; i++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);

            assertThat(EventReader.read(bytes, NOW, "acme")).isInstanceOf(Rejected.class);
        }
    }

    private static EventReading read(String json) {
        return EventReader.read(json.getBytes(UTF_8), NOW, "acme");
    }

    private static Event accepted(String json) {
        return ((Accepted) read(json)).event();
    }

    private static Rejected rejected(String json) {
        return (Rejected) read(json);
    }

}
