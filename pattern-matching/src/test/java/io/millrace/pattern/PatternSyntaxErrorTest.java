package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternSyntaxErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            // the elements
            "\"\"; 1:1: expected a variable or '(' but found the end",
            "\"view -> \"; 1:9: expected a variable or '(' after '->' but found the end",
            "-> b; 1:1: expected a variable or '(' but found '->'",
            "a ->; 1:5: expected a variable or '(' after '->' but found the end",
            "a, , b; 1:4: expected a variable or '(' after ',' but found ','",
            "a -> 7b; 1:6: expected a variable or '(' after '->' but found '7b'",
            "a | | b; 1:5: expected a variable or '(' after '|' but found '|'",
            "a & ; 1:4: expected a variable or '(' after '&' but found the end",
            "a -> #b; 1:6: expected a variable or '(' after '->' but found '#'",
            "greedy; 1:1: expected a variable or '(' but found the reserved word 'greedy'",
            // what follows an element
            "a b; 1:3: expected a link (',', '->' or '->>'), '|', '&' or the end after 'a' but found 'b'",
            "a - b; 1:3: expected a link (',', '->' or '->>'), '|', '&' or the end after 'a' but found '-'",
            "a greedy; 1:3: expected a link (',', '->' or '->>'), '|', '&' or the end (a word follows a quantifier) but found 'greedy'",
            "a); 1:2: expected a link (',', '->' or '->>'), '|', '&' or the end after 'a' but found ')'",
            // groups and absence
            "(a -> b; 1:8: expected ')', a link, '|' or '&' after 'b' but found the end",
            "(); 1:2: expected a variable or '(' after '(' but found ')'",
            "a -> !(b); 1:7: expected a variable after '!' but found '('",
            "!b+; 1:3: expected a link (',', '->' or '->>'), '|', '&' or the end after 'b' but found '+'",
            // quantifiers
            "a{}; 1:3: expected a count from 0 to 100000 after '{' but found '}'",
            "a{x}; 1:3: expected a count from 0 to 100000 after '{' but found 'x'",
            "a{0}; 1:4: expected ',' after a count of 0 but found '}'",
            "a{3,2}; 1:5: expected a count from 3 to 100000 after ',' but found '2'",
            "a{0,0}; 1:5: expected a count from 1 to 100000 after ',' but found '0'",
            "a{99999999999}; 1:3: expected a count from 0 to 100000 after '{' but found '99999999999'",
            "a{2 -> b; 1:5: expected ',' or '}' after '2' but found '->'",
            "a{2,3 -> b; 1:7: expected '}' after '3' but found '->'",
            "a+?; 1:3: expected no second quantifier (put the first in parentheses) but found '?'",
            "a+ greedy greedy; 1:11: expected each word once, and one of 'consecutive' and 'combinations' but found 'greedy'",
            "a+ consecutive combinations; 1:16: expected each word once, and one of 'consecutive' and 'combinations' but found 'combinations'",
            "a+ eager; 1:4: expected a link, 'greedy', 'consecutive', 'combinations' or 'until' after '+' but found 'eager'",
            "a+ until -> b; 1:10: expected a condition's name after 'until' but found '->'",
            "a+ until greedy; 1:10: expected a condition's name after 'until' but found the reserved word 'greedy'",
            // gap limits
            "a ->[30s] b; 1:6: expected '<' after '[' but found '30s'",
            "a ->[<30] b; 1:7: expected a duration such as 500ms, 30s or 1m30s after '<' but found '30'",
            "a ->[<0s] b; 1:7: expected a duration such as 500ms, 30s or 1m30s after '<' but found '0s'",
            "a ->[<30s1m] b; 1:7: expected a duration such as 500ms, 30s or 1m30s after '<' but found '30s1m'",
            "a ->[<30s b; 1:11: expected ']' after '30s' but found 'b'",
            "a ->[<1.5s] b; 1:7: expected a duration such as 500ms, 30s or 1m30s after '<' but found '1'"})
    void shouldNameThePlaceAndWhatWasExpected(String text, String message) {
        assertThatThrownBy(() -> PatternParser.parse(text)).isInstanceOf(PatternSyntaxException.class).hasMessage(
                message);
    }

    @Test
    void shouldCountLinesAndColumns() {
        var failure = failure("view\n  -> cart\r\n\t-> {");

        assertThat(failure.line()).isEqualTo(3);
        assertThat(failure.column()).isEqualTo(5);
        assertThat(failure.expected()).isEqualTo("a variable or '(' after '->'");
        assertThat(failure.found()).isEqualTo("'{'");
    }

    @Test
    void shouldCountCharactersBeyondTheBasicPlaneOnce() {
        assertThat(failure("\uD83D\uDE80 a")).hasMessage("1:1: expected a variable or '(' but found '\uD83D\uDE80'");
        assertThat(failure("a \uD83D\uDE80")).hasMessageStartingWith("1:3: ").hasMessageEndingWith("'\uD83D\uDE80'");
    }

    @Test
    void shouldRefuseGroupsTooDeepToReadWithoutRunningOutOfStack() {
        String hostile = "(".repeat(100_000);

        assertThat(failure(hostile)).hasMessage("1:65: expected at most 64 groups inside each other but found '('");
    }

    @Test
    void shouldRefuseTreesTooDeepToPrint() {
        String nested = "a";
        for (int i = 0; i < 50; i++) {
            nested = "(" + nested + ") | b & c -> d";
        }

        String text = nested;
        assertThatThrownBy(() -> PatternParser.parse(text)).hasMessage(
                "1:1: expected at most 64 levels but found 101 levels");
    }

    private static PatternSyntaxException failure(String text) {
        return catchThrowableOfType(PatternSyntaxException.class, () -> PatternParser.parse(text));
    }
}
