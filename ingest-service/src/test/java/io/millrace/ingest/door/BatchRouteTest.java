package io.millrace.ingest.door;

import static io.millrace.ingest.door.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchRouteTest {

    private final Door door = new Door();

    @Test
    void shouldTakeABatchAsTextPlain() {
        var answer = door.postBatch("""
                {"events":[{"id":"b1","name":"Button Clicked","properties":{"button":"buy"},
                  "context":{"user_id":"u1","session_id":"s1","source":"web","page":"https://shop.example/"},
                  "timestamp":1704067200000}],"context":{}}""");

        assertThat(answer.getStatus()).isEqualTo(202);
        var event = door.onlyEvent();
        assertThat(event.eventId()).isEqualTo("b1");
        assertThat(event.eventType()).isEqualTo("button_clicked");
        assertThat(event.data()).isEqualTo(Map.of("button", "buy"));
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(event.userId()).isEqualTo("u1");
        assertThat(event.sessionId()).isEqualTo("s1");
        assertThat(event.source()).isEqualTo("web");
        assertThat(event.tenantId()).isEqualTo("shop");
        assertThat(event.metadata()).containsEntry("page_url", "https://shop.example/").containsEntry("ip_address",
                "192.0.2.9").containsKey("request_id");
        assertThat(event.context()).isEmpty();
    }

    @Test
    void shouldTakeTheBatchsContextForWhatTheEventDoesNotSay() {
        door.postBatch("""
                {"context":{"anonymous_id":"a1","source":"web","locale":"de"},
                 "events":[{"name":"view","context":{"source":"app","anonymous_id":null}},{"name":"view"}]}""");

        assertThat(door.log.events()).extracting(event -> event.anonymousId()).containsExactly("a1", "a1");
        assertThat(door.log.events()).extracting(event -> event.source()).containsExactly("app", "web");
        assertThat(door.log.events()).allSatisfy(
                event -> assertThat(event.metadata()).containsEntry("locale", "de"));
    }

    @Test
    void shouldPreferWhatTheEventSaysItself() {
        door.postBatch("""
                {"events":[{"name":"view","user_id":"own","metadata":{"page_url":"own"},
                  "context":{"user_id":"context","page":{"url":"context"}}}]}""");

        assertThat(door.onlyEvent().userId()).isEqualTo("own");
        assertThat(door.onlyEvent().metadata()).containsEntry("page_url", "own");
    }

    @Test
    void shouldUnderstandSegmentsContext() {
        door.postBatch("""
                {"events":[{"name":"view"}],"context":{"userId":"u1","anonymousId":"a1","ip":"203.0.113.5",
                  "userAgent":"Safari","tags":{"team":"web"},"campaign":{"source":"mail"},
                  "page":{"url":"https://shop.example/a","referrer":"https://search.example/","title":"A"}}}""");

        var event = door.onlyEvent();
        assertThat(event.userId()).isEqualTo("u1");
        assertThat(event.anonymousId()).isEqualTo("a1");
        assertThat(event.tags()).isEqualTo(Map.of("team", "web"));
        assertThat(event.metadata()).containsEntry("ip_address", "203.0.113.5").containsEntry("user_agent",
                "Safari").containsEntry("page_url", "https://shop.example/a").containsEntry("referrer",
                        "https://search.example/").containsEntry("campaign", Map.of("source", "mail")).containsKey(
                                "page");
    }

    @Test
    void shouldRejectEventsOfAnotherShape() {
        var answer = door.postBatch("""
                {"events":[{"id":"e1","properties":{}},{"name":"v","properties":[]},{"name":"v","context":"x"},
                  {"name":"v","context":{"tenant_id":"other"}},5]}""");

        assertThat(json(answer).get("accepted")).isEqualTo(0L);
        assertThat(door.log.rejections()).extracting(rejection -> rejection.field()).containsExactly("event_type",
                "data", "context", "tenant_id", null);
        assertThat(door.log.rejections().getFirst().original()).isEqualTo("{\"id\":\"e1\",\"properties\":{}}");
        assertThat(door.log.rejections().getFirst().eventId()).isEqualTo("e1");
    }

    @Test
    void shouldRefuseAContextThatIsNoObject() {
        assertThat(door.postBatch("{\"events\":[{\"name\":\"v\"}],\"context\":\"x\"}").getStatus()).isEqualTo(400);
    }

    @Test
    void shouldNotLetTheSenderSayWhenItWasReceived() {
        door.postBatch("{\"events\":[{\"name\":\"v\",\"received_at\":1,\"segment\":\"vip\"}]}");

        assertThat(door.onlyEvent().receivedAt()).isEqualTo(door.clock.instant());
        assertThat(door.onlyEvent().segment()).isNull();
    }

}
