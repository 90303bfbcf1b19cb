package io.millrace.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Places and reasons are those of Prometheus, but for the exact place of a superfluous right parenthesis. */
class PromqlMistakesTest {

    static final List<Arguments> MISTAKES = List.of(mistake("", "1:1", "no expression found in input"),
            mistake("# just a comment\n\n", "1:1", "no expression found in input"),
            mistake("1+", "1:3", "unexpected end of input"), mistake("1 /", "1:4", "unexpected end of input"),
            mistake("*1", "1:1", "unexpected <op:*>"), mistake(".", "1:1", "unexpected character: '.'"),
            mistake("2.5.", "1:1", "bad number or duration syntax: \"2.5.\""),
            mistake("100..4", "1:1", "bad number or duration syntax: \"100..4\""),
            mistake("0deadbeef", "1:1", "bad number or duration syntax: \"0deadbeef\""),
            mistake("1 + 0xg", "1:5", "bad number or duration syntax: \"0xg\""),
            mistake("1__0", "1:1", "bad number or duration syntax: \"1__0\""),
            mistake("1_", "1:1", "bad number or duration syntax: \"1_\""),
            mistake("1._5", "1:1", "bad number or duration syntax: \"1._5\""),
            mistake("1e", "1:1", "bad number or duration syntax: \"1e\""),
            mistake("1e400", "1:1", "error parsing number: \"1e400\": value out of range"),
            mistake("(1))", "1:4", "unexpected right parenthesis ')'"),
            mistake("((1)", "1:5", "unclosed left parenthesis"), mistake("(", "1:2", "unclosed left parenthesis"),
            mistake("()", "1:2", "unexpected \")\""), mistake("1 2", "1:3", "unexpected number \"2\""),
            mistake("foo bar", "1:5", "unexpected identifier \"bar\""),
            mistake("foo a:b", "1:5", "unexpected metric identifier \"a:b\""),
            mistake("foo \"bar\"", "1:5", "unexpected string \"\\\"bar\\\"\""),
            mistake("foo 'a long string'", "1:5", "unexpected string \"'a long st\"..."),
            mistake("(1 x)", "1:4", "unexpected identifier \"x\""), mistake("foo,", "1:4", "unexpected \",\""),
            mistake("on", "1:1", "unexpected <on>"), mistake("foo BOOL", "1:5", "unexpected <bool>"),
            mistake("=", "1:1", "unexpected \"=\""), mistake("1 = 1", "1:3", "unexpected \"=\""),
            mistake("foo =~ 1", "1:5", "unexpected character after '=': '~'"),
            mistake("foo !", "1:5", "unexpected end of input after '!'"),
            mistake("foo !~ 1", "1:5", "unexpected character after '!': '~'"),
            mistake("é", "1:1", "unexpected character: 'é'"), mistake("1 + 😀", "1:5", "unexpected character: '😀'"),
            mistake("foo{", "1:5", "unexpected end of input inside braces"),
            mistake("foo{a=\"b\"", "1:10", "unexpected end of input inside braces"),
            mistake("foo}", "1:4", "unexpected character: '}'"),
            mistake("foo{{", "1:5", "unexpected left brace '{'"),
            mistake("foo{a=\"b\"}{c=\"d\"}", "1:11", "unexpected \"{\""),
            mistake("foo{a=b}", "1:7", "unexpected identifier \"b\" in label matching, expected string"),
            mistake("foo\n{\n a=b}", "3:4", "unexpected identifier \"b\" in label matching, expected string"),
            mistake("foo{a=\"😀\",b=c}", "1:13", "unexpected identifier \"c\" in label matching, expected string"),
            mistake("foo{a:b=\"c\"}", "1:6", "unexpected character inside braces: ':'"),
            mistake("foo{a*\"b\"}", "1:6", "unexpected character inside braces: '*'"),
            mistake("foo{1}", "1:5", "unexpected character inside braces: '1'"),
            mistake("foo{é=\"a\"}", "1:5", "unexpected character inside braces: 'é'"),
            mistake("foo{a!b}", "1:6", "unexpected character after '!' inside braces: 'b'"),
            mistake("foo{a!", "1:6", "unexpected end of input after '!' inside braces"),
            mistake("foo{a}", "1:6", "unexpected \"}\" in label matching, expected label matching operator"),
            mistake("foo{a,", "1:6", "unexpected \",\" in label matching, expected label matching operator"),
            mistake("foo{,}", "1:5", "unexpected \",\" in label matching, expected identifier or \"}\""),
            mistake("foo{a=\"b\",,}", "1:11", "unexpected \",\" in label matching, expected identifier or \"}\""),
            mistake("foo{=\"b\"}", "1:5", "unexpected \"=\" in label matching, expected identifier or \"}\""),
            mistake("foo{a==\"b\"}", "1:7", "unexpected \"=\" in label matching, expected string"),
            mistake("foo{a=\"b\" lol}", "1:11",
                    "unexpected identifier \"lol\" in label matching, expected \",\" or \"}\""),
            mistake("foo{a=\"b\"=}", "1:10", "unexpected \"=\" in label matching, expected \",\" or \"}\""),
            mistake("foo{a=~!=\"b\"}", "1:8", "unexpected <op:!=> in label matching, expected string"),
            mistake("foo{\"\"=\"b\"}", "1:5", "label name must not be empty"),
            mistake(")1", "1:1", "unexpected right parenthesis ')'"),
            mistake("foo{a=\"b}", "1:7", "unterminated quoted string"),
            mistake("foo{a=\"b\n\"}", "1:7", "unterminated quoted string"),
            mistake("foo{a='\\'}", "1:7", "unterminated quoted string"),
            mistake("foo{a=`b}", "1:7", "unterminated raw string"),
            mistake("\"abc", "1:1", "unterminated quoted string"),
            mistake("foo{a=\"\\q\"}", "1:7", "unknown escape sequence U+0071 'q'"),
            mistake("foo{a=\"\\'\"}", "1:7", "unknown escape sequence U+0027 '''"),
            mistake("foo{a=\"\\x4\"}", "1:7", "illegal character U+0022 '\"' in escape sequence"),
            mistake("foo{a=\"\\u00٣1\"}", "1:7", "illegal character U+0663 '٣' in escape sequence"),
            mistake("foo{a=\"\\400\"}", "1:7", "escape sequence is an invalid Unicode code point"),
            mistake("foo{a=\"\\ud800\"}", "1:7", "escape sequence is an invalid Unicode code point"),
            mistake("foo{a=\"\\U00110000\"}", "1:7", "escape sequence is an invalid Unicode code point"),
            mistake("foo{a=~\"[\"}", "1:5", "error parsing regexp: missing closing ]: `[`"),
            mistake("foo{__name__=\"bar\"}", "1:1", "metric name must not be set twice: \"foo\" or \"bar\""),
            mistake("foo{__name__=~\"bar\"}", "1:1", "metric name must not be set twice: \"foo\" or \"bar\""),
            mistake("1+foo{\"bar\"}", "1:3", "metric name must not be set twice: \"foo\" or \"bar\""),
            mistake("{\"foo\",\"bar\"}", "1:1", "metric name must not be set twice: \"foo\" or \"bar\""));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void shouldTellTheExactPlaceOfAMistake(String query, String message) {
        assertRefused(query, message);
    }

    static final List<Arguments> NOT_SUPPORTED = List.of(
            mistake("rate(foo[5m])", "1:1", "functions and aggregations (rate) are not supported yet"),
            mistake("1 + time()", "1:5", "functions and aggregations (time) are not supported yet"),
            mistake("sum by (job) (foo)", "1:1", "functions and aggregations (sum) are not supported yet"),
            mistake("sum without (job) (foo)", "1:1", "functions and aggregations (sum) are not supported yet"),
            mistake("foo[5m]", "1:4", "range selectors and subqueries are not supported yet"),
            mistake("foo{a=\"b\"}[5m:1m]", "1:11", "range selectors and subqueries are not supported yet"),
            mistake("(foo)\n  [5m]", "2:3", "range selectors and subqueries are not supported yet"),
            mistake("foo offset 5m", "1:5", "the offset modifier is not supported yet"),
            mistake("foo OFFSET 5m", "1:5", "the offset modifier is not supported yet"),
            mistake("foo @ 1609746000", "1:5", "the @ modifier is not supported yet"),
            mistake("foo + 1", "1:5", "arithmetic over series is not supported yet"),
            mistake("1 * foo", "1:3", "arithmetic over series is not supported yet"),
            mistake("1 + (2 * foo)", "1:8", "arithmetic over series is not supported yet"),
            mistake("-foo", "1:1", "arithmetic over series is not supported yet"),
            mistake("foo and bar", "1:5", "operator and is not supported yet"),
            mistake("foo UNLESS bar", "1:5", "operator unless is not supported yet"),
            mistake("foo > 1", "1:5", "operator > is not supported yet"),
            mistake("1 == bool 1", "1:3", "operator == is not supported yet"),
            mistake("foo != 1", "1:5", "operator != is not supported yet"),
            mistake("2 ^ 3", "1:3", "operator ^ is not supported yet"),
            mistake("2 % 3", "1:3", "operator % is not supported yet"),
            mistake("5m", "1:1", "durations as numbers are not supported yet"),
            mistake("1 + 1h30m", "1:5", "durations as numbers are not supported yet"),
            mistake("\"text\"", "1:1", "strings as results are not supported yet"));

    @ParameterizedTest
    @FieldSource("NOT_SUPPORTED")
    void shouldTellTheExactPlaceOfWhatIsNotSupportedYet(String query, String message) {
        assertRefused(query, message);
    }

    private static Arguments mistake(String query, String place, String reason) {
        return Arguments.of(query, place + ": parse error: " + reason);
    }

    private static void assertRefused(String query, String message) {
        assertThatExceptionOfType(PromqlException.class).isThrownBy(() -> PromqlParser.parse(query)).withMessage(
                message).satisfies(refused -> assertThat(refused.errorType().text()).isEqualTo("bad_data"));
    }
}
