package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventProjectionTest {

    private static final List<String> NAMES = List.of("a", "b", "sku", "total_amount", "geo", "größe",
            "a quite long name",
            "quote\"d", "ip_address", "user_agent");
    private static final String ORDER = """
            {"event_id":"e1","event_type":"order.created","tenant_id":"t1","user_id":"u1",\
            "timestamp":"2024-01-01T10:00:00.000Z","received_at":"2024-01-01T10:00:01.000Z","source":"web",\
            "data":{"total_amount":12.5,"items":[{"sku":"a"}],"nested":{"x":1,"y":null}},"tags":{"k":"v"},\
            "metadata":{"ip_address":"192.0.2.1","user_agent":"test"},"context":{"geo":{"country":"DE","city":"B"}}}""";

    @Test
    void shouldHoldOnlyWhatWasAskedFor() {
        var event = read(ORDER, List.of("data", "total_amount"), List.of("context", "geo", "country"));

        assertThat(event).isEqualTo(new Event("e1", "order.created", "t1", "u1", null, null, Instant.ofEpochMilli(7),
                null, null, null, Map.of("total_amount", 12.5), Map.of(), Map.of(),
                Map.of("geo", Map.of("country", "DE"))));
    }

    @Test
    void shouldReadWholeObjectsAndOwnFields() {
        var event = read(ORDER, List.of("data"), List.of("data", "total_amount"), List.of("source"),
                List.of("received_at"), List.of("no_field", "x"));

        assertThat(event.data()).isEqualTo(EventJson.read(ORDER.getBytes(UTF_8)).data());
        assertThat(event.source()).isEqualTo("web");
        assertThat(event.receivedAt()).isEqualTo(Instant.parse("2024-01-01T10:00:01Z"));
    }

    @Test
    void shouldTellNullFromAbsentAndKeepWhatIsNoObject() {
        var event = read(ORDER, List.of("data", "nested", "y"), List.of("data", "nested", "z"),
                List.of("data", "total_amount", "x"), List.of("data", "items", "sku"));

        var nested = new LinkedHashMap<String, Object>();
        nested.put("y", null);
        assertThat(event.data()).isEqualTo(
                Map.of("nested", nested, "total_amount", 12.5, "items", List.of(Map.of("sku", "a"))));
    }

    @Test
    void shouldKnowTheKeyOfAnonymousEvents() {
        var anonymous = ORDER.replace("\"user_id\":\"u1\",", "");

        assertThat(read(anonymous).key()).startsWith("visitor-").isEqualTo(
                EventJson.read(anonymous.getBytes(UTF_8)).key());
        assertThat(read(ORDER).metadata()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldReadNeededPathsAsTheWholeEventHasThem(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var event = event(random);
            var json = EventJson.write(event);
            var whole = EventJson.read(json);
            var paths = paths(random);

            var projected = EventProjection.of(paths).reader().read(json, event.timestampMillis());

            assertThat(projected.key()).isEqualTo(whole.key());
            assertThat(List.of(projected.eventId(), projected.eventType(), projected.tenantId(),
                    projected.timestamp())).isEqualTo(
                            List.of(whole.eventId(), whole.eventType(), whole.tenantId(), whole.timestamp()));
            for (var path : paths) {
                assertThat(at(projected.fields(), path)).as("%s of %s", path, event).isEqualTo(
                        at(whole.fields(), path));
            }
        }
    }

    @Test
    void shouldRefuseBrokenBytesAsTheWholeReaderDoes() {
        var random = new Random(5);
        var original = ORDER.getBytes(UTF_8);
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            var json = random.nextBoolean()
                    ? java.util.Arrays.copyOf(original, random.nextInt(original.length))
                    : original.clone();
            if (json.length == original.length) {
                json[random.nextInt(json.length)] = (byte) "{}[],:\"x1 \\\u0000".charAt(random.nextInt(12));
            }
            var expected = failure(() -> EventJson.read(json));
            if (expected == JsonSyntaxException.class) {
                refused++;
                assertThat(failure(() -> EventProjection.of(paths(random)).reader().read(json, 7))).as(
                        new String(json, UTF_8)).isEqualTo(expected);
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    /** As bytes, a name with a backslash looks like another one with an escape. */
    @Test
    void shouldTellNamesFromTheEscapesOfOthers() {
        var json = """
                {"event_id":"e","event_type":"v","tenant_id":"t","data":{"a\\b":1,"c\\\\d":2,"e\\"f":3}}""";

        assertThat(read(json, List.of("data", "a\\b")).data()).isEmpty();
        assertThat(read(json, List.of("data", "a\b")).data()).isEqualTo(Map.of("a\b", 1L));
        assertThat(read(json, List.of("data", "c\\d")).data()).isEqualTo(Map.of("c\\d", 2L));
        assertThat(read(json, List.of("data", "e\"f")).data()).isEqualTo(Map.of("e\"f", 3L));
        assertThatThrownBy(() -> read(json.replace("e\\\"f", "e\"f"), List.of("data", "e\"f"))).isInstanceOf(
                JsonSyntaxException.class);
    }

    @Test
    void shouldLeaveOutWhoAnEventIs() {
        var anonymous = EventProjection.of(List.of(List.of("data", "total_amount"))).withoutIdentity().reader();

        assertThat(anonymous.read(ORDER.getBytes(UTF_8), 7)).isEqualTo(new Event("", "order.created", "t1", null, null,
                null, Instant.ofEpochMilli(7), null, null, null, Map.of("total_amount", 12.5), Map.of(), Map.of(),
                Map.of()));
        assertThatThrownBy(() -> anonymous.read(ORDER.replace("event_id", "id").getBytes(UTF_8), 7)).hasMessage(
                "event_id is missing");
    }

    @Test
    void shouldRefuseWhatIsNoNormalisedEvent() {
        for (var json : List.of("[]", "7", "{}", "{\"event_id\":1}", "{\"event_id\":\"e\",\"event_type\":\"v\"}", """
                {"event_id":"e","event_type":"v","tenant_id":"t","source":1}""", """
                {"event_id":"e","event_type":"v","tenant_id":"t","data":[]}""")) {
            assertThatThrownBy(() -> read(json)).as(json).isExactlyInstanceOf(IllegalArgumentException.class);
        }
        for (var json : List.of("", "{", "{} x", "{\"event_id\":\"e\",\"data\":{\"a\":[1,}}", """
                {"event_id":"e","event_type":"v","tenant_id":"t","data":[],""")) {
            assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(JsonSyntaxException.class);
        }
        assertThatThrownBy(() -> EventProjection.of(List.of(List.of()))).hasMessageContaining(
                "a path needs the name of a field");
    }

    @SafeVarargs
    private static Event read(String json, List<String>... paths) {
        return EventProjection.of(List.of(paths)).reader().read(json.getBytes(UTF_8), 7);
    }

    private static Class<?> failure(Runnable reading) {
        try {
            reading.run();
            return null;
        } catch (IllegalArgumentException | JsonSyntaxException e) {
            return e.getClass();
        }
    }

    /** What stands at the path, with the place where it ends early; an empty object is as good as none at the top. */
    private static Object at(Map<String, Object> fields, List<String> path) {
        Object value = fields.get(path.getFirst());
        for (int i = 1; i < path.size(); i++) {
            if (!(value instanceof Map<?, ?> object)) {
                return List.of(i, String.valueOf(value));
            }
            if (!object.containsKey(path.get(i))) {
                return "absent";
            }
            value = object.get(path.get(i));
        }
        return value;
    }

    private static List<List<String>> paths(Random random) {
        var paths = new ArrayList<List<String>>();
        for (int i = random.nextInt(6); i > 0; i--) {
            var field = EventField.values()[random.nextInt(EventField.values().length)];
            var path = new ArrayList<>(List.of(field.jsonName()));
            while (field.isObject() && random.nextInt(5) > 0 && path.size() < 4) {
                path.add(NAMES.get(random.nextInt(NAMES.size())));
            }
            paths.add(path);
        }
        return paths;
    }

    private static Event event(Random random) {
        var time = Instant.ofEpochMilli(random.nextLong(1_700_000_000_000L));
        return new Event("e" + random.nextInt(), "type." + random.nextInt(9), "t" + random.nextInt(9),
                maybe(random, "u"), maybe(random, "a"), maybe(random, "s"), time,
                time.plusMillis(random.nextInt(100_000)), maybe(random, "web"), maybe(random, "vip"),
                object(random, 0), object(random, 0), object(random, 0), object(random, 0));
    }

    private static String maybe(Random random, String prefix) {
        return random.nextInt(3) == 0 ? prefix + random.nextInt(100) : null;
    }

    private static Map<String, Object> object(Random random, int depth) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = random.nextInt(6); i > 0; i--) {
            object.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth + 1));
        }
        return Collections.unmodifiableMap(object);
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 8)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextDouble();
            case 2 -> "text \"ä€😀\" " + random.nextInt(9);
            case 3 -> null;
            case 4 -> random.nextBoolean();
            case 5 -> List.of("x", 1L, object(random, depth));
            default -> object(random, depth);
        };
    }

}
