package io.millrace.expressions.pattern;

import static io.millrace.expressions.pattern.TestEvents.compile;
import static io.millrace.expressions.pattern.TestEvents.event;
import static io.millrace.expressions.pattern.TestEvents.matches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionProblem;
import io.millrace.pattern.MatchOrder;
import io.millrace.pattern.OverflowPolicy;
import io.millrace.pattern.PatternOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields of a pattern that are new to it, and where problems with the pattern itself are found. */
class PatternFieldsTest {

    private static final String DEFINE = "\ndefine: {a: {events: [a]}, b: {events: [b]}}\n";

    @Test
    void shouldTakeTheJsonFormForTheText() {
        var form = compile(pattern("[{name: a, times: [2, null], props: [GREEDY]}, {link: STRICT, name: b}]",
                "within: 1m"));
        var text = compile(pattern("a{2,} greedy, b", "within: 1m"));

        assertThat(form.pattern().node()).isEqualTo(text.pattern().node());
        assertThat(form.needsEveryEvent()).isTrue();
        assertThat(compile(pattern("a{1,2} -> b", "")).needsEveryEvent()).isFalse();
    }

    @Test
    void shouldHandLimitsAndOrderToTheMatcher() {
        var options = compile(pattern("a -> b",
                "limits: {open_runs: 5, events: 50, on_overflow: drop-newest}\norder: by-start")).pattern().options();

        assertThat(options.maxOpenRuns()).isEqualTo(5);
        assertThat(options.maxKeptEvents()).isEqualTo(50);
        assertThat(options.onOverflow()).isEqualTo(OverflowPolicy.DROP_NEWEST);
        assertThat(options.order()).isEqualTo(MatchOrder.BY_START);
    }

    @Test
    void shouldHaveTheUsualLimitsAndBeOnUnlessTold() {
        var compiled = compile(pattern("a -> b", ""));

        assertThat(compiled.pattern().options().maxOpenRuns()).isEqualTo(PatternOptions.DEFAULT_MAX_OPEN_RUNS);
        assertThat(compiled.pattern().options().order()).isEqualTo(MatchOrder.AS_COMPLETED);
        assertThat(compiled.enabled()).isTrue();
        assertThat(compiled.shadow()).isFalse();
        assertThat(compile(pattern("a -> b", "enabled: false")).enabled()).isFalse();
        assertThat(compile(pattern("a -> b", "shadow: true")).shadow()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a -> c                                      | 3:15 | pattern              | 'c' is not defined: define has a, b
            a -> b -> a                                 | 3:20 | pattern              | variable 'a' occurs more than once
            a -> b+                                     | 3:15 | pattern              | a loop of 'b' without an upper count
            a -> !b                                     | 3:16 | pattern              | the absence '!b' at the end needs 'within'
            a ->                                        | 3:14 | pattern              | expected a variable
            a                                           | 4:31 | define.b             | the pattern does not use 'b'
            [{name: a}, {name: c}]                      | 3:29 | pattern[1].name      | 'c' is not defined
            [{name: a}, {name: b}, {name: a}]           | 3:40 | pattern[2].name      | variable 'a' occurs more than once
            [{group: [{name: a}, {link: NEAR, name: b}]}] | 3:38 | pattern[0].group[1].link | must be one of STRICT
            [{name: a}, {name: b, times: [1, null]}]    | 3:29 | pattern[1].name      | a loop of 'b' without an upper count
            [{name: a}, {name: b, times: [3]}]          | 3:39 | pattern[1].times     | must be [fewest, most]
            [{name: a}, {}]                             | 3:22 | pattern[1]           | must have one of name
            {name: a}                                   | 3:10 | pattern              | must be a list of elements
            """)
    void shouldPointAtThePartOfThePattern(String pattern, String place, String path, String reason) {
        assertThat(problems(pattern(pattern, ""))).first().satisfies(problem -> {
            assertThat(problem.reason()).startsWith(reason);
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
        });
    }

    @Test
    void shouldPointAtASkipToWhatIsNotCaptured() {
        assertThat(problems(pattern("a -> !b", "within: 1m\nskip: to-last(b)"))).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("skip");
            assertThat(problem.line()).isEqualTo(6);
            assertThat(problem.reason()).isEqualTo("'b' is not a variable that the pattern captures, only a");
        });
    }

    @Test
    void shouldPointAtAnAggregateOfNothing() {
        var yaml = """
                kind: pattern
                name: p
                pattern: a -> b
                define:
                  a: {}
                  b: {where: data.x && sum(c.data.n) > 1}
                measures: {n: avg(a)}
                """;

        assertThat(problems(yaml)).extracting(DefinitionProblem::toString).containsExactly(
                "6:28: pattern/p: define.b.where: 'c' is not a variable of the pattern, only a, b",
                "7:19: pattern/p: measures.n: avg takes a field of a variable, such as avg(a.data.price)");
    }

    @Test
    void shouldMeanByItsOwnNameTheEventAtHandAndInAggregatesThoseTakenBefore() {
        var rising = compile("""
                kind: pattern
                name: rising
                pattern: up{3} consecutive
                define:
                  up: {events: [bid], where: size(up) == 0 || up.data.n > max(up.data.n)}
                skip: past-last
                """);

        assertThat(matches(rising, bid("1", 5), bid("2", 7), bid("3", 6), bid("4", 8), bid("5", 9),
                bid("6", 1))).containsExactly(List.of("3", "4", "5"));
    }

    @Test
    void shouldGoBySumsOfWhatWasTaken() {
        var dear = compile("""
                kind: pattern
                name: dear
                pattern: cart+ greedy -> buy
                within: 1h
                define:
                  cart: {events: [cart]}
                  buy: {events: [buy], where: sum(cart.data.n) > 10 && size(cart) >= 2}
                """);

        assertThat(matches(dear, event("1", "cart", Map.of("n", 5L)), event("2", "buy", Map.of()),
                event("3", "cart", Map.of("n", 5.5)), event("4", "buy", Map.of()))).containsExactly(
                        List.of("1", "3", "4"));
    }

    private static PatternEvent bid(String id, long n) {
        return event(id, "bid", Map.of("n", n));
    }

    private static String pattern(String pattern, String more) {
        return "kind: pattern\nname: p\npattern: " + pattern + DEFINE + more;
    }

    private static List<DefinitionProblem> problems(String yaml) {
        return catchThrowableOfType(DefinitionException.class, () -> compile(yaml)).problems();
    }

}
