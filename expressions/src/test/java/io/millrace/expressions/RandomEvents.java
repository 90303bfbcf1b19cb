package io.millrace.expressions;

import io.millrace.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random events as senders write them: with fields that are absent, null, of the wrong type, or extreme. */
final class RandomEvents {

    private static final List<Object> NUMBERS = List.of(0L, 1L, -1L, 2L, 5L, 100L, Long.MAX_VALUE, Long.MIN_VALUE,
            Long.MAX_VALUE - 1, 9007199254740993L, 0.0, -0.0, 0.5, 2.5, 1.0, 2.0, Double.MAX_VALUE, Double.MIN_VALUE,
            -1e300, 9007199254740992.0, 9.223372036854775807e18, 1e19);
    private static final List<Object> TEXTS = List.of("", "a", "b", "EUR", "order.created", "u1", "5", "2.5", "x", "y",
            "ä€😀", "2024-01-01T10:00:00Z", "true", "-7", "9223372036854775808");

    private final Random random;

    RandomEvents(Random random) {
        this.random = random;
    }

    Event next() {
        var time = Instant.parse("2024-01-01T10:00:00Z").plusMillis(random.nextInt(3) * 123L);
        return new Event("e1", random.nextBoolean() ? "order.created" : "view", "t1", maybe("u1"), maybe("a1"),
                maybe("s1"), time, random.nextInt(4) == 0 ? null : time.plusMillis(5), maybe("web"), maybe("vip"),
                data(), object("k", "a"), object("ip_address", "user_agent"), context());
    }

    private Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        put(data, "a", NUMBERS);
        put(data, "b", NUMBERS);
        put(data, "s", TEXTS);
        put(data, "t", TEXTS);
        put(data, "f", List.of(true, false));
        put(data, "l", List.of(list(), list(), List.of(), List.of(1L, 2.0, "a")));
        put(data, "m", List.of(object("x", "y"), object("x", "y"), Map.of()));
        if (random.nextBoolean()) {
            data.put("n", null);
        }
        return Collections.unmodifiableMap(data);
    }

    private void put(Map<String, Object> object, String name, List<?> usual) {
        switch (random.nextInt(12)) {
            case 0 -> {
            }
            case 1 -> object.put(name, null);
            case 2 -> object.put(name, value());
            default -> object.put(name, one(usual));
        }
    }

    private Object value() {
        return switch (random.nextInt(7)) {
            case 0, 1 -> one(NUMBERS);
            case 2, 3 -> one(TEXTS);
            case 4 -> random.nextBoolean();
            case 5 -> list();
            default -> object("x", "y");
        };
    }

    private List<Object> list() {
        var list = new ArrayList<Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(random.nextInt(10) == 0 ? null : random.nextBoolean() ? one(NUMBERS) : one(TEXTS));
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, Object> object(String... names) {
        var object = new LinkedHashMap<String, Object>();
        for (var name : names) {
            put(object, name, random.nextBoolean() ? NUMBERS : TEXTS);
        }
        return Collections.unmodifiableMap(object);
    }

    private Map<String, Object> context() {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of();
            case 1 -> Map.of("geo", "nowhere");
            default -> Map.of("geo", object("country", "lat"));
        };
    }

    private String maybe(String text) {
        return random.nextInt(4) == 0 ? null : text;
    }

    private Object one(List<?> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

}
