package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

    @Test
    void shouldReadPlainJavaValues() {
        var value = read("""
                {"text":"ü","whole":12,"broken":1.5,"yes":true,"none":null,"list":[1,[]],"object":{}}""");

        var expected = new LinkedHashMap<String, Object>();
        expected.put("text", "ü");
        expected.put("whole", 12L);
        expected.put("broken", 1.5);
        expected.put("yes", true);
        expected.put("none", null);
        expected.put("list", List.of(1L, List.of()));
        expected.put("object", Map.of());
        assertThat(value).isEqualTo(expected);
        assertThat(((Map<?, ?>) value).keySet().stream().map(String::valueOf)).containsExactlyElementsOf(
                expected.keySet());
    }

    @Test
    void shouldReadWholeNumbersBeyondLongAsDouble() {
        assertThat(read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(read("9223372036854775808")).isEqualTo(9.223372036854775808e18);
        assertThat(read("1e3")).isEqualTo(1000.0);
    }

    @Test
    void shouldKeepTheLastOfAFieldThatStandsTwice() {
        assertThat(read("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,}           | 1 | 8
            {"a" 1}            | 1 | 6
            [1,2               | 1 | 5
            {"a":tru}          | 1 | 6
            {} {}              | 1 | 4
            1e999              | 1 | 1
            """)
    void shouldSayWhereItStopsBeingJson(String json, int line, int column) {
        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> read(json)).satisfies(e -> {
            assertThat(e.line()).isEqualTo(line);
            assertThat(e.column()).isBetween(column - 1, column + 5);
            assertThat(e).hasMessageStartingWith("not valid JSON at line %d, column %d: ".formatted(e.line(),
                    e.column()));
        });
    }

    @Test
    void shouldCountLines() {
        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(
                () -> read("{\n  \"a\": 1,\n  \"b\": ?\n}")).satisfies(e -> {
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.column()).isEqualTo(8);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "NaN", "{'a':1}", "nul", "\"open", "01", "{\"a\"", "// x\n1", "\u0000"})
    void shouldRefuseWhatIsNotJson(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void shouldRefuseNestingBeyondTheLimit() {
        assertThat(read("[".repeat(JsonTree.MAX_DEPTH) + "]".repeat(JsonTree.MAX_DEPTH))).isNotNull();
        int tooDeep = JsonTree.MAX_DEPTH + 1;

        assertThatThrownBy(() -> read("[".repeat(tooDeep) + "]".repeat(tooDeep))).isInstanceOf(
                JsonSyntaxException.class).hasMessageContaining("64");
    }

    @Test
    void shouldRefuseNumbersOfThousandsOfDigits() {
        assertThatThrownBy(() -> read("1".repeat(5_000))).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void shouldRefuseOtherEncodings() {
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_32LE)) {
            assertThatThrownBy(() -> JsonTree.read("{\"a\":1}".getBytes(charset))).as("%s", charset).isInstanceOf(
                    JsonSyntaxException.class);
        }
        assertThatThrownBy(() -> JsonTree.read("\"ü\"".getBytes(StandardCharsets.ISO_8859_1))).isInstanceOf(
                JsonSyntaxException.class);
    }

    @Test
    void shouldReadAPartOfAnArray() {
        var json = "xx{\"a\":1}yy".getBytes(UTF_8);

        assertThat(JsonTree.read(json, 2, 7)).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void shouldKeepTextThatIsNoValidUnicode() {
        var random = new Random(23);
        for (int i = 0; i < 500; i++) {
            var text = random.ints(random.nextInt(3_000), 0xD780, 0xE080).collect(StringBuilder::new,
                    (builder, c) -> builder.append((char) c), StringBuilder::append).toString();

            assertThat(JsonTree.read(JsonTree.write(List.of(text)))).isEqualTo(List.of(text));
        }
        assertThat(read("\"\\ud83d\\ude00\"")).isEqualTo("😀");
        assertThat(read("\"\\ud83d\"")).isEqualTo("\uD83D");
    }

    @Test
    void shouldWriteEveryNameThatItReads() {
        for (var name : List.of("\\ud83d", "\\ud83d a", "\\ude00", "\\ud83d\\ude00", "\\u0000", "x\\ud83d")) {
            var json = "{\"%s\":1}".formatted(name);
            try {
                var value = read(json);

                assertThat(JsonTree.read(JsonTree.write(value))).as(json).isEqualTo(value);
            } catch (JsonSyntaxException refused) {
                assertThat(refused).hasMessageContaining("surrogate");
            }
        }
    }

    @Test
    void shouldSkipAByteOrderMark() {
        assertThat(read("\uFEFF{}")).isEqualTo(Map.of());
    }

    @Test
    void shouldNeverFailOtherwiseOnAnyBytes() {
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = (byte) "{[\"1tf-".charAt(random.nextInt(7));
            }
            try {
                JsonTree.read(bytes);
            } catch (JsonSyntaxException refused) {
                assertThat(refused.line()).isPositive();
                assertThat(refused.column()).isPositive();
            }
        }
    }

    @Test
    void shouldReadWhatItWrote() {
        var random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            var value = randomValue(random, 4);

            assertThat(JsonTree.read(JsonTree.write(value))).isEqualTo(value);
        }
    }

    private static Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 2 -> random.nextBoolean();
            case 3 -> null;
            case 4 -> randomText(random);
            case 5 -> {
                var list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(randomValue(random, depth - 1));
                }
                yield list;
            }
            default -> {
                var object = new LinkedHashMap<String, Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.put(randomText(random), randomValue(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String randomText(Random random) {
        return random.ints(random.nextInt(12), 1, 0x11_0000).filter(c -> c < 0xD800 || c > 0xDFFF).collect(
                StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static Object read(String json) {
        return JsonTree.read(json.getBytes(UTF_8));
    }

}
