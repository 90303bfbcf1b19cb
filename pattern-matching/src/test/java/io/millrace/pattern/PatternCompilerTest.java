package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternCompilerTest {

    @Test
    void shouldNameTheVariablesInOrder() {
        CompiledPattern<Click> pattern = compile("(view, cart) ->> buy", "buy cart view");

        assertThat(pattern.variables()).containsExactly("view", "cart", "buy");
        assertThat(pattern.node().toText()).isEqualTo("(view, cart) ->> buy");
        assertThat(pattern.options()).isEqualTo(PatternOptions.defaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "a -> b -> c; a; no condition is defined for 'b', 'c'",
            "a -> b; a b c d; the pattern does not use the condition of 'c', 'd'",
            "a -> b -> a; a b; variable 'a' occurs more than once in the pattern",
            "(a -> b) | (c -> b); a b c; variable 'b' occurs more than once in the pattern",
            "a -> !b -> c; a c; no condition is defined for 'b'",
            "a+ until b -> c; a c; no condition is defined for 'b'"})
    void shouldRefuseNamesThatDoNotFit(String pattern, String conditions, String message) {
        assertRefused(pattern, conditions, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "a -> !b -> c; a b c; absence is not supported yet: '!b'",
            "a -> !b -> c -> !b; a b c; absence is not supported yet: '!b'",
            "a -> b|c; a b c; alternation is not supported yet: 'b | c'",
            "a&b -> c; a b c; any order is not supported yet: 'a & b'",
            "a -> b+ greedy; a b; quantifier is not supported yet: 'b+ greedy'",
            "a -> b?; a b; quantifier is not supported yet: 'b?'",
            "(a->b){2}; a b; quantifier is not supported yet: '(a -> b){2}'",
            "a -> b* until c; a b c; quantifier is not supported yet: 'b* until c'"})
    void shouldNameTheConstructThatCannotRunYet(String pattern, String conditions, String message) {
        assertRefused(pattern, conditions, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"to-first(c)", "to-last(c)"})
    void shouldRefuseToSkipToWhatIsNotCaptured(String skip) {
        var options = PatternOptions.defaults().skipping(SkipStrategy.parse(skip));

        assertThatThrownBy(
                () -> PatternCompiler.compile(PatternParser.parse("a -> b"), conditions("a b"), options)).isInstanceOf(
                        PatternCompileException.class).hasMessage(
                                "skip " + skip + " needs a variable of the pattern, which captures 'a', 'b'");
    }

    @Test
    void shouldRefuseOptionsOutOfRange() {
        var defaults = PatternOptions.defaults();

        assertThatThrownBy(() -> defaults.openRunsUpTo(0)).hasMessage("max open runs must be at least 1: 0");
        assertThatThrownBy(() -> defaults.within(Duration.ZERO)).hasMessageContaining("within must be a positive");
        assertThatThrownBy(() -> defaults.within(Duration.ofSeconds(Long.MAX_VALUE))).hasMessageContaining(
                "within must be at most");
    }

    @ParameterizedTest
    @ValueSource(strings = {"past-last", "next-row", "none", "to-first(cart)", "to-last(cart)"})
    void shouldWriteSkipStrategiesAsItReadsThem(String text) {
        assertThat(SkipStrategy.parse(text).toText()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "past_last", "to-first", "to-first()", "to-last(a,b)", "to-last(2b)"})
    void shouldRefuseOtherSkipStrategies(String text) {
        assertThatThrownBy(() -> SkipStrategy.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String pattern, String conditions, String message) {
        assertThatThrownBy(() -> compile(pattern, conditions)).isInstanceOf(PatternCompileException.class).hasMessage(
                message);
    }

    private static CompiledPattern<Click> compile(String pattern, String conditions) {
        return PatternCompiler.compile(PatternParser.parse(pattern), conditions(conditions),
                new PatternOptions(Optional.empty(), new SkipStrategy.None(), false,
                        PatternOptions.DEFAULT_MAX_OPEN_RUNS));
    }

    private static Map<String, Condition<Click>> conditions(String names) {
        return Arrays.stream(names.split(" ")).collect(Collectors.toMap(Function.identity(), Click::kind));
    }
}
