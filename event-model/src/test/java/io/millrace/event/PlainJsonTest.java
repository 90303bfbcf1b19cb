package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {

    private static final String MUTATIONS = "{}[],:\"\\ \n-+.eE0129tfnax/\u0000\u001f\u0020\u007f\u0080\u00c0\u00c3\u00e0\u00ed\u00f0";

    private final PlainJson plain = new PlainJson();

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "7", "-12", "999999999999999999", "-999999999999999999", "0.1", "-0.0", "12.50",
            "0.000001", "123456789012.345", "9007199254740993.0", "0.12345678901234567", "1.7976931348623157E308",
            "4.9E-324", "1e5", "1E+5", "2.5e-3", "true", "false", "null", "\"\"", "\"a\"", "\"twelve chars\"",
            "\"größe 😀\"", "{}", "[]", "[1,[2,{\"a\":[]}],\"x\"]", "{\"a\":{\"b\":null},\"a\":2}"})
    void shouldReadAsTheParserDoes(String json) {
        assertThat(read(json)).isEqualTo(JsonTree.read(json.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "01", "-", "1.", ".5", "1e", "1e+", "+1", "tru", "nul", "nulll", "\"a",
            "\"a\\", "\"\\x\"", "\"\\u0041\"", "\"a\nb\"", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1,]",
            "[1", "[,1]", "1]", "{} {}", "NaN", "1e999", "9999999999999999999", "\"a\\\"b\""})
    void shouldGiveUpOnWhatIsNotPlain(String json) {
        assertThat(read(json)).isEqualTo("not plain");
    }

    @Test
    void shouldTakeEventsAsTheyAreWritten() {
        var time = Instant.parse("2024-01-01T10:00:00Z");
        var json = EventJson.write(new Event("e1", "order.created", "t1", "u1", "a1", "s1", time, time, "web", "vip",
                Map.of("total", 12.5, "count", 3L, "paid", true, "items", List.of(Map.of("sku", "größe"))),
                Map.of("k", "v"), Map.of("user_agent", "Mozilla/5.0 (X11; Linux)"),
                Map.of("geo", Map.of("country", "DE"))));

        assertThat(read(json)).isEqualTo(JsonTree.read(json));
    }

    @Test
    void shouldGiveUpOnTextsThatAreNoUtf8() {
        var json = "\"some text\"".getBytes(UTF_8);
        json[4] = (byte) 0xc3;

        assertThat(read(json)).isEqualTo("not plain");
        assertThat(skips(json)).isFalse();
    }

    @Test
    void shouldGiveUpOnWhatIsNestedTooDeep() {
        int deepest = JsonTree.MAX_DEPTH;

        assertThat(read("[".repeat(deepest) + "]".repeat(deepest))).isInstanceOf(List.class);
        assertThat(read("[".repeat(deepest + 1) + "]".repeat(deepest + 1))).isEqualTo("not plain");
        assertThat(skips("[".repeat(deepest + 1) + "]".repeat(deepest + 1))).isFalse();
    }

    @Test
    void shouldPassOverEscapesInWhatIsSkipped() {
        assertThat(skips("{\"a\\\"b\":\"c\\\\\",\"d\":[\"\\n\\t\\/\"]}")).isTrue();
        assertThat(skips("\"\\q\"")).isFalse();
    }

    /** Whatever becomes of valid JSON: what is taken, the parser takes as well, and as the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldNeverTakeWhatTheParserRefuses(long seed) {
        var random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < 60_000; i++) {
            var json = JsonTree.write(value(random, 0));
            for (int mutations = random.nextInt(3); mutations > 0; mutations--) {
                json[random.nextInt(json.length)] = (byte) MUTATIONS.charAt(random.nextInt(MUTATIONS.length()));
            }
            var text = new String(json, UTF_8);
            var value = read(json);
            if (!"not plain".equals(value)) {
                taken++;
                assertThat(value).as(text).isEqualTo(JsonTree.read(json));
                assertThat(skips(json)).as(text).isTrue();
            } else if (skips(json)) {
                assertThatCode(() -> JsonTree.read(json)).as(text).doesNotThrowAnyException();
            }
        }
        assertThat(taken).isGreaterThan(20_000);
    }

    private Object read(String json) {
        return read(json.getBytes(UTF_8));
    }

    private Object read(byte[] json) {
        try {
            plain.turnTo(json);
            var value = plain.value();
            plain.end();
            return value;
        } catch (PlainJson.NotPlain _) {
            return "not plain";
        }
    }

    private boolean skips(String json) {
        return skips(json.getBytes(UTF_8));
    }

    private boolean skips(byte[] json) {
        try {
            plain.turnTo(json);
            plain.skip();
            plain.end();
            return true;
        } catch (PlainJson.NotPlain _) {
            return false;
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 7 : 10)) {
            case 0 -> random.nextLong() >> random.nextInt(64);
            case 1 -> random.nextInt(100_000) / 100.0;
            case 2 -> Double.longBitsToDouble(random.nextLong() & 0x7fef_ffff_ffff_ffffL);
            case 3 -> text(random);
            case 4 -> null;
            case 5 -> random.nextBoolean();
            case 6 -> "a longer text of more than forty characters, number " + random.nextInt(50);
            case 7 -> {
                var list = new ArrayList<Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
            default -> {
                var object = new LinkedHashMap<String, Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.put(text(random), value(random, depth + 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        return List.of("", "a", "web-1", "order.created", "exactly8", "größe", "quote\"d", "tab\there", "😀").get(
                random.nextInt(9));
    }

}
