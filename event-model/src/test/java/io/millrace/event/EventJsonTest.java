package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.EventReading.Accepted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    private static final Instant NOW = Instant.parse("2024-06-01T12:00:00.123Z");

    @Test
    void shouldWriteFieldsInTheirOrderAndLeaveAbsentOnesOut() {
        var event = new Event("e1", "view", "t1", "u1", null, null, NOW, NOW.plusMillis(5), null, null,
                Map.of("price", 2.5), Map.of(), Map.of(), Map.of());

        assertThat(new String(EventJson.write(event), UTF_8)).isEqualTo("""
                {"event_id":"e1","event_type":"view","tenant_id":"t1","user_id":"u1",\
                "timestamp":"2024-06-01T12:00:00.123Z","received_at":"2024-06-01T12:00:00.128Z",\
                "data":{"price":2.5}}""");
    }

    @Test
    void shouldReadWhatItWrote() {
        var random = new Random(17);
        for (int i = 0; i < 1_000; i++) {
            var event = event(random);

            assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
        }
    }

    @Test
    void shouldReadANormalisedEventAsSendersEventsAreRead() {
        var random = new Random(19);
        for (int i = 0; i < 1_000; i++) {
            var event = event(random);

            assertThat(EventReader.read(EventJson.write(event), NOW.plusSeconds(60), "other")).isEqualTo(
                    new Accepted(event, false));
        }
    }

    @Test
    void shouldRefuseWhatIsNoNormalisedEvent() {
        assertThatThrownBy(() -> EventJson.read("{".getBytes(UTF_8))).isInstanceOf(JsonSyntaxException.class);
        assertThatThrownBy(() -> EventJson.read("[]".getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
        for (var json : List.of("{}", "{\"event_id\":1}", """
                {"event_id":"e","event_type":"v","tenant_id":"t","timestamp":"soon"}""", """
                {"event_id":"e","event_type":"v","tenant_id":"t","timestamp":1,"data":[]}""")) {
            assertThatThrownBy(() -> EventJson.read(json.getBytes(UTF_8))).as(json).isInstanceOf(
                    IllegalArgumentException.class);
        }
    }

    private static Event event(Random random) {
        var time = Instant.ofEpochMilli(random.nextLong(1_700_000_000_000L));
        return new Event("e" + random.nextInt(), "type." + random.nextInt(9), "t" + random.nextInt(9),
                maybe(random, "u"), maybe(random, "a"), maybe(random, "s"), time,
                time.plusMillis(random.nextInt(100_000)), maybe(random, "web"), maybe(random, "vip"),
                object(random), object(random), object(random), object(random));
    }

    private static String maybe(Random random, String prefix) {
        return random.nextBoolean() ? prefix + random.nextInt(100) : null;
    }

    private static Map<String, Object> object(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Map.of();
            case 1 -> Map.of("n", random.nextLong(), "d", random.nextDouble());
            default -> Map.of("list", List.of("ä", true, Map.of("deep", random.nextInt(5) + 0L)));
        };
    }

}
