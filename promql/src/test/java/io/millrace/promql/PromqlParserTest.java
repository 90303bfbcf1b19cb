package io.millrace.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.promql.Expression.Scalar;
import io.millrace.promql.LabelMatcher.Type;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlParserTest {

    @Nested
    class Selectors {

        @Test
        void shouldReadAMetricName() {
            assertThat(PromqlParser.parseSelector("revenue_sum")).containsExactly(equal("__name__", "revenue_sum"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"http:requests:rate5m", ":a", "_", "A1", "sum", "topk", "start", "information"})
        void shouldReadAnyMetricName(String name) {
            assertThat(PromqlParser.parseSelector(name)).containsExactly(equal("__name__", name));
        }

        @Test
        void shouldReadEachKindOfMatcher() {
            assertThat(PromqlParser.parseSelector("name{a=\"b\",c!=\"d\",e=~\"f|g\",h!~\"i\"}")).containsExactly(
                    equal("a", "b"), LabelMatcher.of("c", Type.NOT_EQUAL, "d"),
                    LabelMatcher.of("e", Type.REGEX, "f|g"), LabelMatcher.of("h", Type.NOT_REGEX, "i"),
                    equal("__name__", "name"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{__name__=\"x\"}", "x", "x{}", "{\"x\"}", "{\"x\",}", "(x)", "((x))", " x # comment",
                "# comment\nx", "x{ # comment } \n}", "{'x'}", "{`x`}"})
        void shouldReadTheNameInAnyForm(String query) {
            assertThat(PromqlParser.parseSelector(query)).containsExactly(equal("__name__", "x"));
        }

        @Test
        void shouldReadSpaceAnywhereAndACommaAtTheEnd() {
            assertThat(PromqlParser.parseSelector("\t{ a = \"b\" ,\r\n c =~ 'd' , } ")).containsExactly(equal("a", "b"),
                    LabelMatcher.of("c", Type.REGEX, "d"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"by", "on", "offset", "bool", "inf", "and", "sum"})
        void shouldTakeKeywordsAsLabelNames(String word) {
            assertThat(PromqlParser.parseSelector("{" + word + "=\"x\"}")).containsExactly(equal(word, "x"));
        }

        @Test
        void shouldReadQuotedNamesThatAreNoIdentifiers() {
            assertThat(PromqlParser.parseSelector("{\"order.created\", \"geo.country\"=\"DE\"}")).containsExactly(
                    equal("geo.country", "DE"), equal("__name__", "order.created"));
        }

        @ParameterizedTest
        @CsvSource(quoteCharacter = '^', textBlock = """
                "b"                  | b
                'b'                  | b
                `b`                  | b
                "a\\"b"              | a"b
                'a\\'b'              | a'b
                "a'b`c"              | a'b`c
                `a\\n"b`             | a\\n"b
                "\\\\d+"             | \\d+
                "\\x41\\101\\u0041"  | AAA
                "\\U0001F600"        | \uD83D\uDE00
                "\\xc3\\xa9"         | é
                "é{},=#"             | é{},=#
                """, delimiter = '|')
        void shouldUnquoteStrings(String text, String value) {
            assertThat(PromqlParser.parseSelector("{a=" + text + "}")).containsExactly(equal("a", value));
        }

        @Test
        void shouldUnquoteControlCharacters() {
            assertThat(PromqlParser.parseSelector("{a=\"\\a\\b\\f\\n\\r\\t\\v\"}")).containsExactly(
                    equal("a", "\u0007\b\f\n\r\t\u000b"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{x=\"\"}", "{x=~\".*\"}", "{x!~\".+\"}", "{x!=\"a\"}", "{x=\"\",y!=\"a\"}"})
        void shouldDemandOneMatcherThatDoesNotFitAMissingLabel(String query) {
            assertRefused(query,
                    "1:1: parse error: vector selector must contain at least one non-empty matcher");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{x=\"\",y=\"a\"}", "{x=~\".+\"}", "{x!=\"\"}", "{x!~\"\"}", "x{y=\"\"}"})
        void shouldAcceptOneMatcherThatDoesNotFitAMissingLabel(String query) {
            assertThat(PromqlParser.parseSelector(query)).isNotEmpty();
        }

        @Test
        void shouldRefuseANumberAsSelector() {
            assertThatExceptionOfType(PromqlException.class).isThrownBy(
                    () -> PromqlParser.parseSelector("1")).withMessage(
                            "1:1: parse error: expected a vector selector, got a number");
        }
    }

    @Nested
    class Numbers {

        @ParameterizedTest
        @CsvSource({"1, 1", "1+1, 2", "1 + 2 * 3, 7", "(1 + 2) * 3, 9", "10 - 2 - 3, 5", "12 / 3 / 2, 2", "-1, -1",
                "--1, 1", "-+1, -1", "2 * -3, -6", "2 - -3, 5", "-(1 + 2), -3", ".5, 0.5", "5., 5", "5e-3, 0.005",
                "1E3, 1000", "0xc, 12", "0XfF, 255", "0755, 493", "08, 8", "0, 0", "00, 0", "1_000.5, 1000.5",
                "0x_ff, 255", "Inf, Infinity", "-iNF, -Infinity", "NaN, NaN", "1/0, Infinity", "0/0, NaN",
                "1 # one, 1"})
        void shouldCalculate(String query, double value) {
            assertThat(PromqlParser.parse(query)).isInstanceOfSatisfying(Scalar.class,
                    number -> assertThat(number.value()).isEqualTo(Double.valueOf(value)));
        }

        @Test
        void shouldReadLongNumbersAndLongSums() {
            assertThat(((Scalar) PromqlParser.parse("0." + "3".repeat(100_000))).value()).isEqualTo(1 / 3.0);
            assertThat(((Scalar) PromqlParser.parse("1" + "+1".repeat(1_000))).value()).isEqualTo(1_001);
            assertThat(((Scalar) PromqlParser.parse("(".repeat(100) + "1" + ")".repeat(100))).value()).isEqualTo(1);
            assertThat(((Scalar) PromqlParser.parse("(-1)+".repeat(900) + "1")).value()).isEqualTo(-899);
        }

        @Test
        void shouldRefuseWhatWouldExhaustTheStack() {
            assertRefused("1" + "+1".repeat(1_001), "1:2002: parse error: more than 1000 operators");
            assertRefused("(".repeat(100_000),
                    "1:101: parse error: more than 100 parentheses and signs in each other");
            assertRefused("-".repeat(100_000),
                    "1:101: parse error: more than 100 parentheses and signs in each other");
            assertRefused("1s".repeat(100_000) + "x", "1:1: parse error: bad number or duration syntax: \""
                    + "1s".repeat(100_000) + "x\"");
        }
    }

    private static void assertRefused(String query, String message) {
        assertThatExceptionOfType(PromqlException.class).isThrownBy(() -> PromqlParser.parse(query)).withMessage(
                message).satisfies(refused -> assertThat(refused.errorType().text()).isEqualTo("bad_data"));
    }

    private static LabelMatcher equal(String name, String value) {
        return LabelMatcher.equal(name, value);
    }
}
