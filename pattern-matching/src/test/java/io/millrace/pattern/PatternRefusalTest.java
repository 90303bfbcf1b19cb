package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which patterns are refused and which are not: the rules that Flink's tests of patterns and of its compiler hold. */
class PatternRefusalTest {

    private static final UnaryOperator<PatternOptions> WITHIN = options -> options.within(Duration.ofMillis(10));

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "start -> middle -> start; variable 'start' occurs more than once",
            "a -> (b -> c) -> b; variable 'b' occurs more than once",
            "(a -> b){2} -> a+; variable 'a' occurs more than once",
            "(a -> (a -> b)); variable 'a' occurs more than once"})
    void shouldRefuseAVariableThatOccursTwice(String pattern, String message) {
        assertRefused(pattern, WITHIN, message);
    }

    @Test
    void shouldTakeAnAbsenceOrAnEndOfALoopWhoseNameOccursTwice() {
        assertTaken("a -> !x -> b -> !x -> c+ until x", WITHIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!a", "!a -> b", "!a, b", "(!a -> b){2} -> c", "a -> (!b -> c)+"})
    void shouldRefuseAnAbsenceThatNothingComesBefore(String pattern) {
        assertRefused(pattern, WITHIN, "nothing comes before the absence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a -> b? -> !c -> d", "a -> b*, !c -> d", "a -> b{0,3} -> !c", "a -> (b -> c)? -> !d",
            "a -> (b{2})? -> !c"})
    void shouldRefuseAnAbsenceAfterAnOptionalElement(String pattern) {
        assertRefused(pattern, WITHIN, "can't follow an optional element");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a -> !b", "a -> b -> !c", "a+ until x -> !b"})
    void shouldRefuseAnAbsenceAtTheEndThatNothingBounds(String pattern) {
        assertRefused(pattern, UnaryOperator.identity(), "needs 'within' or a gap limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ->[<5ms] !b", "a, !b", "a -> !b -> c"})
    void shouldTakeAnAbsenceThatSomethingBounds(String pattern) {
        assertTaken(pattern, UnaryOperator.identity());
    }

    @Test
    void shouldTakeAnAbsenceAtTheEndOfAWindow() {
        assertTaken("a -> !b", WITHIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{2} until x", "a{2,4} until x", "(a -> b){3} until x"})
    void shouldRefuseUntilWhereTheCountEndsTheLoop(String pattern) {
        assertRefused(pattern, WITHIN, "'until' ends a loop without an upper count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+ until x", "a* until x", "a{2,} until x", "(a -> b)+ until x"})
    void shouldTakeUntilAtALoop(String pattern) {
        assertTaken(pattern, UnaryOperator.identity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+", "a*", "a{2,}", "(a -> b)+", "a -> b+ greedy -> c"})
    void shouldRefuseALoopThatNothingBounds(String pattern) {
        assertRefused(pattern, UnaryOperator.identity(), "needs 'within' or 'until'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a -> b)+ greedy", "(a -> b){2,3} greedy -> c", "a -> (b | c)+ greedy"})
    void shouldRefuseAGreedyGroup(String pattern) {
        assertRefused(pattern, WITHIN, "only a single variable can be 'greedy'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+ combinations greedy", "a{2,3} greedy combinations -> b"})
    void shouldRefuseGreedyCombinations(String pattern) {
        assertRefused(pattern, WITHIN, "'greedy' and 'combinations' exclude each other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+ greedy -> b?", "a{1,2} greedy -> b*", "a* greedy, b{0,2}"})
    void shouldRefuseAnOptionalElementAfterAGreedyOne(String pattern) {
        assertRefused(pattern, WITHIN, "an optional element can't follow a greedy one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+ +", "a? ?", "a+ consecutive combinations", "a+ greedy greedy", "a+ until x until y",
            "a consecutive", "a until x", "a greedy", "!a+", "!a?", "a{0}", "a{3,2}"})
    void shouldNotEvenReadWordsThatHaveNothingToStandAfter(String pattern) {
        assertThatThrownBy(() -> PatternParser.parse(pattern)).isInstanceOf(PatternSyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a -> b; to-first(c)", "a -> b; to-last(c)", "a -> !b -> c; to-last(b)",
            "a+ until b; to-first(b)"})
    void shouldRefuseToSkipToWhatIsNeverCaptured(String pattern, String skip) {
        assertRefused(pattern, options -> options.within(Duration.ofMillis(10)).skipping(SkipStrategy.parse(skip)),
                "skip " + skip + " needs a variable of the pattern");
    }

    @Test
    void shouldTakeTheVariableOfAGroupToSkipTo() {
        assertTaken("a -> (b -> c){2}",
                options -> options.skipping(SkipStrategy.parse("to-last(b)")));
    }

    @Test
    void shouldTakeAGapThatIsLongerThanTheWindow() {
        assertTaken("a ->[<20ms] b", WITHIN);
        assertThat(Scenario.of("a ->[<20ms] b", WITHIN).feed("a@1 b@11").outcomes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?", "a*", "a{0,2}", "a? -> b?"})
    void shouldNeverMatchNothingWhereAllIsOptional(String pattern) {
        assertThat(Scenario.of(pattern, WITHIN).feed("x@1 x@2").time(50).outcomes()).isEmpty();
        assertThat(Scenario.of(pattern, WITHIN).feed("a@1").outcomes()).containsExactly("match a#0");
    }

    private static void assertRefused(String pattern, UnaryOperator<PatternOptions> options, String message) {
        assertThatThrownBy(() -> Scenario.of(pattern, options)).isInstanceOf(
                PatternCompileException.class).hasMessageContaining(message);
    }

    private static void assertTaken(String pattern, UnaryOperator<PatternOptions> options) {
        assertThat(Scenario.of(pattern, options).outcomes()).isEmpty();
    }
}
