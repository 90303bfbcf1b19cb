package io.millrace.cep.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.event.JsonSyntaxException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventFormsTest {

    private static final Instant AT = Instant.parse("2024-01-01T10:00:00.123Z");

    private final ParsedEvents parsed = new ParsedEvents();
    private final CapturedEvents captured = new CapturedEvents(parsed);

    @Test
    void shouldReadBackWhateverEventIsCaptured() {
        var random = new Random(5);
        for (int i = 0; i < 500; i++) {
            var event = randomEvent(random);
            var read = captured.read(captured.write(incoming(event)));
            assertThat(read.event()).isEqualTo(event);
            assertThat(read.eventId()).isEqualTo(event.eventId());
            assertThat(read.timestampMillis()).isEqualTo(event.timestampMillis());
        }
    }

    @Test
    void shouldUnpackWhateverIsPackedByteByByte() {
        var random = new Random(9);
        var packing = new PackedJson();
        for (int i = 0; i < 5_000; i++) {
            var json = EventJson.write(i % 2 == 0 ? randomEvent(random) : plainEvent(random));
            damage(json, random);
            var packed = packing.pack(json, 3);
            if (packed == null) {
                assertThat(new String(json, UTF_8)).contains("\n");
            } else {
                assertThat(packing.unpack(packed, 3)).isEqualTo(json);
            }
        }
    }

    @Test
    void shouldStoreLessThanHalfOfAUsualEvent() {
        var event = new Event("018f-1", "order.created", "shop", "u1", null, "s1", AT, AT, "web", null,
                Map.of("total_amount", 12.5, "items", List.of(1L, 2L)), Map.of(), Map.of("page_url", "https://x"),
                Map.of());
        assertThat(captured.write(incoming(event)).length).isLessThan(EventJson.write(event).length / 2);
    }

    @Test
    void shouldMakeTheStoredFormOnce() {
        var event = incoming(plainEvent(new Random(3)));
        var json = event.json();
        var id = event.eventId();
        var stored = captured.write(event);
        assertThat(captured.write(event)).isSameAs(stored);
        assertThat(event.json()).isEqualTo(json);
        assertThat(event.eventId()).isEqualTo(id);
        assertThat(event.event()).isEqualTo(captured.read(stored).event());
    }

    @Test
    void shouldRefuseUnknownVersionsAndWhatIsCutShort() {
        var stored = captured.write(incoming(randomEvent(new Random(1))));
        assertThatThrownBy(() -> captured.read(new byte[]{99, 0, 0, 0, 0, 0, 0, 0, 0, '{', '}'})).isInstanceOf(
                IllegalArgumentException.class);
        for (int length = 0; length < stored.length; length++) {
            var cut = Arrays.copyOf(stored, length);
            assertThatThrownBy(() -> captured.read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldLetGoOfWhatWasParsedOfCapturedEvents() {
        var event = captured.read(captured.write(incoming(randomEvent(new Random(2)))));
        var before = event.event();
        assertThat(event.event()).isSameAs(before);

        parsed.forget();
        assertThat(event.event()).isNotSameAs(before).isEqualTo(before);
    }

    /** An event is parsed long after it came in: what is let in then must be readable. */
    @Test
    void shouldRequireExactlyWhatAParserNeeds() {
        var random = new Random(8);
        int readable = 0;
        for (int i = 0; i < 50_000; i++) {
            var json = EventJson.write(plainEvent(random));
            damage(json, random);
            if (EventHead.of(json) == null) {
                continue;
            }
            var event = IncomingEvent.of(json, 0);
            if (isRefused(event::requireReadable)) {
                assertThat(isRefused(event::event)).as(new String(json, UTF_8)).isTrue();
            } else {
                readable++;
                assertThatCode(event::event).as(new String(json, UTF_8)).doesNotThrowAnyException();
            }
        }
        assertThat(readable).isBetween(1_000, 49_000);
    }

    private static boolean isRefused(Runnable reading) {
        try {
            reading.run();
            return false;
        } catch (JsonSyntaxException | IllegalArgumentException _) {
            return true;
        }
    }

    /** Replaces some bytes, by others of the event or by signs that mean something. */
    private static void damage(byte[] json, Random random) {
        var signs = bytes("{}[]':,\\0-.eE+tfn \u00e4\n");
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
            json[random.nextInt(json.length)] = random.nextBoolean()
                    ? json[random.nextInt(json.length)]
                    : signs[random.nextInt(signs.length)];
        }
    }

    /** As they are written by Millrace, without what a scan leaves to a parser. */
    private static Event plainEvent(Random random) {
        return new Event("id-" + random.nextInt(), "type-" + random.nextInt(9), "tenant",
                random.nextBoolean() ? "user\u00e4\u20ac\ud83d\ude00" : null, random.nextBoolean() ? "visitor" : null,
                random.nextBoolean() ? "session" : null, AT.plusMillis(random.nextInt()),
                random.nextBoolean() ? AT : null, random.nextBoolean() ? "web" : null,
                random.nextBoolean() ? "gold" : null, object(random, 3), object(random, 1), object(random, 1),
                object(random, 2));
    }

    private static IncomingEvent incoming(Event event) {
        return IncomingEvent.of(EventJson.write(event), event.timestampMillis());
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
