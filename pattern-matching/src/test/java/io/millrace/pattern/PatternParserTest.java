package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pattern.PatternNode.Absence;
import io.millrace.pattern.PatternNode.Alternation;
import io.millrace.pattern.PatternNode.AnyOrder;
import io.millrace.pattern.PatternNode.Repeated;
import io.millrace.pattern.PatternNode.Sequence;
import io.millrace.pattern.PatternNode.Variable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternParserTest {

    private static final Variable A = new Variable("a");
    private static final Variable B = new Variable("b");
    private static final Variable C = new Variable("c");
    private static final Variable D = new Variable("d");
    private static final Link NEXT = Link.of(Contiguity.STRICT);
    private static final Link FOLLOWED = Link.of(Contiguity.SKIP_TILL_NEXT);
    private static final Link ANY = Link.of(Contiguity.SKIP_TILL_ANY);

    @Test
    void shouldReadASingleVariable() {
        assertThat(parse("add_to_cart2")).isEqualTo(new Variable("add_to_cart2"));
    }

    @Test
    void shouldReadTheThreeLinks() {
        assertThat(parse("a, b -> c ->> d")).isEqualTo(new Sequence(List.of(A, B, C, D), List.of(NEXT, FOLLOWED, ANY)));
    }

    @Test
    void shouldNotNeedBlanks() {
        assertThat(parse("a,b->c->>d")).isEqualTo(parse("a , b\n\t->   c\r\n->> d "));
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "1m30s, PT1M30S", "2h, PT2H", "7d, PT168H", "1d2h3m4s5ms, PT26H3M4.005S",
            "90s, PT1M30S"})
    void shouldReadGapLimits(String text, Duration limit) {
        var link = new Link(Contiguity.SKIP_TILL_NEXT, Optional.of(limit));

        assertThat(parse("a ->[<" + text + "] b")).isEqualTo(new Sequence(List.of(A, B), List.of(link)));
    }

    @Test
    void shouldReadGapLimitsOnEveryLink() {
        var gap = Optional.of(Duration.ofSeconds(5));

        assertThat(parse("a,[<5s] b ->[<5s] c ->> [ < 5s ] d")).isEqualTo(new Sequence(List.of(A, B, C, D),
                List.of(new Link(Contiguity.STRICT, gap), new Link(Contiguity.SKIP_TILL_NEXT, gap),
                        new Link(Contiguity.SKIP_TILL_ANY, gap))));
    }

    @Test
    void shouldReadAbsence() {
        assertThat(parse("a -> !b -> c")).isEqualTo(
                new Sequence(List.of(A, new Absence("b"), C), List.of(FOLLOWED, FOLLOWED)));
    }

    @Test
    void shouldReadQuantifiers() {
        assertThat(parse("a?")).isEqualTo(Repeated.of(A, 0, OptionalInt.of(1)));
        assertThat(parse("a+")).isEqualTo(Repeated.of(A, 1, OptionalInt.empty()));
        assertThat(parse("a*")).isEqualTo(Repeated.of(A, 0, OptionalInt.empty()));
        assertThat(parse("a{3}")).isEqualTo(Repeated.of(A, 3, OptionalInt.of(3)));
        assertThat(parse("a{3,}")).isEqualTo(Repeated.of(A, 3, OptionalInt.empty()));
        assertThat(parse("a{ 0, 4 }")).isEqualTo(Repeated.of(A, 0, OptionalInt.of(4)));
    }

    @Test
    void shouldReadWordsAfterAQuantifierInAnyOrder() {
        var greedy = new Repeated(A, 1, OptionalInt.empty(), true, Contiguity.STRICT, Optional.of("b"));

        assertThat(parse("a+ greedy consecutive until b")).isEqualTo(greedy);
        assertThat(parse("a+ until b consecutive greedy")).isEqualTo(greedy);
        assertThat(parse("a{2,} combinations")).isEqualTo(
                new Repeated(A, 2, OptionalInt.empty(), false, Contiguity.SKIP_TILL_ANY, Optional.empty()));
    }

    @Test
    void shouldReadGroupsWithQuantifiers() {
        assertThat(parse("(a -> b){2} -> c")).isEqualTo(new Sequence(List.of(
                Repeated.of(new Sequence(List.of(A, B), List.of(FOLLOWED)), 2, OptionalInt.of(2)), C),
                List.of(FOLLOWED)));
    }

    @Test
    void shouldTakeQuantifiersOfQuantifiersInParentheses() {
        assertThat(parse("(a{2})?")).isEqualTo(Repeated.of(Repeated.of(A, 2, OptionalInt.of(2)), 0, OptionalInt.of(1)));
    }

    @Test
    void shouldBindAndTighterThanOrTighterThanLinks() {
        assertThat(parse("a -> b | c & d")).isEqualTo(parse("a -> (b | (c & d))")).isEqualTo(new Sequence(
                List.of(A, new Alternation(List.of(B, new AnyOrder(List.of(C, D))))), List.of(FOLLOWED)));
    }

    @Test
    void shouldKeepAlternationOfSequencesInParentheses() {
        var left = new Sequence(List.of(A, B), List.of(FOLLOWED));
        var right = new Sequence(List.of(C, D), List.of(NEXT));

        assertThat(parse("(a -> b) | (c, d)")).isEqualTo(new Alternation(List.of(left, right)));
    }

    @Test
    void shouldForgetParenthesesThatGroupNothing() {
        assertThat(parse("((a)) -> ((b))")).isEqualTo(parse("a -> b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a,b->c->>d; a, b -> c ->> d", "a->[<90s]b; a ->[<1m30s] b",
            "a , [<5s] b; a,[<5s] b", "a{1,}; a+", "a{0,}; a*", "a{0,1}; a?", "a{2,2}; a{2}",
            "a+ until b consecutive greedy; a+ greedy consecutive until b", "a -> b|c&d; a -> (b | (c & d))",
            "(a|b)|c; (a | b) | c", "!a&b; !a & b", "(!a)+; (!a)+", "(a->b){2,3}; (a -> b){2,3}"})
    void shouldPrintCanonicalText(String written, String canonical) {
        assertThat(parse(written).toText()).isEqualTo(canonical);
    }

    @Test
    void shouldRefuseTreesThatTextCannotWrite() {
        assertThatThrownBy(() -> new Variable("add-to-cart")).hasMessageContaining("'add-to-cart'");
        assertThatThrownBy(() -> new Variable("until")).hasMessage("'until' is a reserved word");
        assertThatThrownBy(() -> new Sequence(List.of(A), List.of())).hasMessageContaining("two or more");
        assertThatThrownBy(() -> new Sequence(List.of(A, B), List.of())).hasMessageContaining("no room for 0 links");
        assertThatThrownBy(() -> Repeated.of(A, 3, OptionalInt.of(2))).hasMessageContaining("max");
        assertThatThrownBy(() -> Repeated.of(A, -1, OptionalInt.empty())).hasMessageContaining("min");
        assertThatThrownBy(() -> new Link(Contiguity.STRICT, Optional.of(Duration.ofNanos(1)))).hasMessageContaining(
                "whole number of milliseconds");
    }

    private static PatternNode parse(String text) {
        return PatternParser.parse(text);
    }
}
