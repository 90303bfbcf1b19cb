package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    @Test
    void shouldTakeTheFirstEventThatFitsEither() {
        assertThat(Scenario.of("a -> (b | c) -> d", UnaryOperator.identity()).feed(
                "a@1 x@2 c@3 b@4 d@5").outcomes()).containsExactly("match a#0 c#2 d#4");
    }

    @Test
    void shouldForkWhereAnEventFitsBoth() {
        assertThat(Scenario.of("a -> (b | c) -> d", UnaryOperator.identity(), Map.of("c", Click.kind("b"))).feed(
                "a@1 b@2 d@3").outcomes()).containsExactlyInAnyOrder("match a#0 b#1 d#2", "match a#0 c#1 d#2");
    }

    @Test
    void shouldTakeAllInAnyOrder() {
        var both = Scenario.of("(address & payment & gift) -> order", UnaryOperator.identity());

        assertThat(both.feed("payment@1 gift@2 order@3 address@4 order@5").outcomes()).containsExactly(
                "match address#3 payment#0 gift#1 order#4");
    }

    @Test
    void shouldNotLetAGreedyAlternativeTakeFromTheOther() {
        var same = Map.of("a", Click.kind("c"), "b", Click.kind("c"), "d", Click.kind("c"));
        assertThat(Scenario.of("(a{1,3} greedy | b) -> d", UnaryOperator.identity(), same).feed(
                "c@1 c@2").outcomes()).containsExactly("match b#0 d#1");

        assertThat(Scenario.of("(a+ greedy & b) -> d", options -> options.within(Duration.ofSeconds(1)),
                Map.of("d", Click.kind("a"))).feed("a@1 b@2 a@3").outcomes()).containsExactly("match a#0 b#1 d#2");
    }

    /** An absence behind parts in any order holds once all of them are there, not yet in a loop among them. */
    @Test
    void shouldNotForbidBetweenThePartsWhatMustNotComeAfterAll() {
        UnaryOperator<PatternOptions> soon = options -> options.within(Duration.ofSeconds(1));

        assertThat(Scenario.of("(a & b+) -> !x -> d", soon).feed("b@1 x@2 a@3 d@4").outcomes()).containsExactly(
                "match a#2 b#0 d#3");
        assertThat(Scenario.of("(a & b+) -> !x -> d", soon).feed("b@1 a@2 x@3 d@4").outcomes()).isEmpty();
        assertThat(Scenario.of("(a & b+) -> !x -> d", soon).feed("a@1 b@2 x@3 d@4").outcomes()).isEmpty();
    }
}
