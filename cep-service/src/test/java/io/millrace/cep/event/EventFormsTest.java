package io.millrace.cep.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventFormsTest {

    private static final Instant AT = Instant.parse("2024-01-01T10:00:00.123Z");

    private final CompactEvents compact = new CompactEvents();

    @Test
    void shouldReadBackWhateverEventIsWritten() {
        var random = new Random(5);
        for (int i = 0; i < 500; i++) {
            var event = randomEvent(random);
            assertThat(compact.read(compact.write(event))).isEqualTo(event);
        }
    }

    @Test
    void shouldBeSmallerThanJson() {
        var event = new Event("018f-1", "order.created", "shop", "u1", null, "s1", AT, AT, "web", null,
                Map.of("total_amount", 12.5, "items", List.of(1L, 2L)), Map.of(), Map.of("page_url", "https://x"),
                Map.of());
        assertThat(compact.write(event).length).isLessThan(EventJson.write(event).length * 2 / 3);
    }

    @Test
    void shouldRefuseUnknownVersionsAndWhatIsCutShort() {
        var stored = compact.write(randomEvent(new Random(1)));
        assertThatThrownBy(() -> compact.read(new byte[]{99})).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("99");
        for (int length = 1; length < stored.length; length++) {
            var cut = Arrays.copyOf(stored, length);
            assertThatThrownBy(() -> compact.read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldReadTheHeadOfWhateverEventIsWritten() {
        var random = new Random(6);
        for (int i = 0; i < 500; i++) {
            var event = randomEvent(random);
            var incoming = IncomingEvent.of(EventJson.write(event), event.timestampMillis());
            assertThat(incoming.eventType()).isEqualTo(event.eventType());
            assertThat(incoming.tenantId()).isEqualTo(event.tenantId());
            assertThat(incoming.userId()).isEqualTo(event.userId());
            assertThat(incoming.event()).isEqualTo(event);
        }
    }

    @Test
    void shouldNotLookAtTheRestOfAnEventWhoseHeadIsInOrder() {
        assertThat(EventHead.of(bytes("{'event_id':'1','event_type':'a','tenant_id':'t','user_id':'u',###"))).isEqualTo(
                new EventHead("a", "t", "u"));
        assertThat(EventHead.of(bytes("{'event_id':'1','event_type':'a','tenant_id':'t','timestamp':'"))).isEqualTo(
                new EventHead("a", "t", null));
    }

    @Test
    void shouldLeaveOtherFormsToAParser() {
        for (var json : List.of("{'event_type':'a','event_id':'1','tenant_id':'t','user_id':'u'}",
                "{'event_id':'1', 'event_type':'a','tenant_id':'t','user_id':'u'}",
                "{'event_id':'1','event_type':'a','tenant_id':'t','data':{},'user_id':'u'}",
                "{'event_id':'1','event_type':'\\u0061','tenant_id':'t','user_id':'u'}")) {
            assertThat(EventHead.of(bytes(json))).as(json).isNull();
            var incoming = IncomingEvent.of(bytes(json), 0);
            assertThat(List.of(incoming.eventType(), incoming.tenantId(), incoming.userId())).containsExactly("a", "t",
                    "u");
        }
        assertThatThrownBy(() -> IncomingEvent.of(null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IncomingEvent.of(bytes("[]"), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Event randomEvent(Random random) {
        return new Event("id-" + random.nextInt(), text(random, "type"), text(random, "tenant"),
                random.nextBoolean() ? text(random, "user") : null, random.nextBoolean() ? "visitor" : null,
                random.nextBoolean() ? "session" : null, AT.plusMillis(random.nextInt()),
                random.nextBoolean() ? AT : null, random.nextBoolean() ? "web" : null,
                random.nextBoolean() ? "gold" : null, object(random, 3), object(random, 1), object(random, 1),
                object(random, 2));
    }

    private static String text(Random random, String start) {
        return switch (random.nextInt(4)) {
            case 0 -> start + "-\u00e4\u20ac\ud83d\ude00";
            case 1 -> start + "\"quoted\\\"";
            default -> start + random.nextInt(100);
        };
    }

    private static Map<String, Object> object(Random random, int depth) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.put("field" + i, value(random, depth));
        }
        return object;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextDouble();
            case 2 -> random.nextBoolean();
            case 3 -> text(random, "text");
            case 4 -> List.of(value(random, depth - 1), value(random, depth - 1));
            default -> object(random, depth - 1);
        };
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }

}
