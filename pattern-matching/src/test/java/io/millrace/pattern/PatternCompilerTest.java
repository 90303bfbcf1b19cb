package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
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
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "!a -> b; a b; nothing comes before the absence '!a', so it has no beginning: put an element before it",
            "a -> (!b -> c){2}; a b c; nothing comes before the absence '!b', so it has no beginning: put an element before it",
            "a -> !b; a b; the absence '!b' at the end needs 'within' or a gap limit, else it is never known to hold",
            "a -> b? -> !c -> d; a b c d; the absence '!c' can't follow an optional element: declare two patterns, one with that element and one without",
            "(a -> !b){2} -> c; a b c; the absence '!b' ends a group: put it after the group",
            "a ->[<5s] !b -> c; a b c; only an absence at the end can have a gap limit: '!b'",
            "a -> b+; a b; a loop of 'b' without an upper count needs 'within' or 'until', else it would keep events for ever",
            "(a -> b)+; a b; a loop without an upper count needs 'within' or 'until', else it would keep events for ever",
            "a -> b{2} until c; a b c; 'until' ends a loop without an upper count: 'b{2} until c'",
            "a{2,3} greedy combinations -> b; a b; 'greedy' and 'combinations' exclude each other: 'a{2,3} greedy combinations'",
            "(a -> b){2,3} greedy; a b; only a single variable can be 'greedy': '(a -> b){2,3} greedy'",
            "a{1,2} greedy -> b? -> c; a b c; an optional element can't follow a greedy one: whether an event belongs to the one or the other is not decided",
            "(a? -> b?){2}; a b; what is repeated can be empty already: '(a? -> b?){2}'",
            "a -> (b? | c); a b c; an alternative can't be optional as a whole",
            "a & b & c & d & e & f & g; a b c d e f g; at most 6 elements may come in any order: 'a & b & c & d & e & f & g'",
            "a{3000}; a; the pattern is too large: it needs more than 2000 states (a count {n} needs n of them)"})
    void shouldRefuseWhatCanNotBeBounded(String pattern, String conditions, String message) {
        assertRefused(pattern, conditions, message);
    }

    @Test
    void shouldFindWhatAPatternCanBeginWith() {
        assertThat(compile("a -> b", "a b").firstVariables()).containsExactly("a");
        assertThat(compile("a? -> b* until x -> c -> d", "a b c d x").firstVariables()).containsExactly("a", "b", "c");
        assertThat(compile("(a | b -> c) -> d", "a b c d").firstVariables()).containsExactly("a", "b");
    }

    @Test
    void shouldKnowWhetherEveryEventMatters() {
        assertThat(compile("a -> b{2} -> c", "a b c").needsEveryEvent()).isFalse();
        assertThat(compile("a -> (b, c)", "a b c").needsEveryEvent()).isTrue();
        assertThat(compile("a -> b{2} consecutive", "a b").needsEveryEvent()).isTrue();
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
                PatternOptions.defaults());
    }

    private static Map<String, Condition<Click>> conditions(String names) {
        return Arrays.stream(names.split(" ")).collect(Collectors.toMap(Function.identity(), Click::kind));
    }
}
