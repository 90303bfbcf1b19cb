package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkipAndOverflowTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            // two starts, two middles, one end
            "none;        match a#0 b#2 c#4|match a#0 b#3 c#4|match a#1 b#2 c#4|match a#1 b#3 c#4",
            "past-last;   match a#0 b#2 c#4", "next-row;    match a#0 b#2 c#4|match a#1 b#2 c#4",
            "to-first(a); match a#0 b#2 c#4|match a#0 b#3 c#4|match a#1 b#2 c#4|match a#1 b#3 c#4",
            "to-first(b); match a#0 b#2 c#4", "to-last(c); match a#0 b#2 c#4"})
    void shouldLetTheEarliestOfSeveralCompletionsDropOthers(String skip, String outcomes) {
        assertThat(outcomes("a ->> b -> c", skip, "a@1 a@2 b@3 b@4 c@5")).isEqualTo(outcomes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"none;        match a#0 b#1 c#4|match a#2 b#3 c#4",
            "past-last;   match a#0 b#1 c#4",
            "next-row;    match a#0 b#1 c#4|match a#2 b#3 c#4", "to-last(b);  match a#0 b#1 c#4|match a#2 b#3 c#4",
            "to-first(c); match a#0 b#1 c#4"})
    void shouldKeepRunsThatStartedWhereSkippingGoesOn(String skip, String outcomes) {
        assertThat(outcomes("a -> b -> c", skip, "a@1 b@2 a@3 b@4 c@5")).isEqualTo(outcomes);
    }

    @Test
    void shouldDropOpenRunsOfTheMatchedEvents() {
        var pastLast = Scenario.of("a -> b -> c", with("past-last"));

        pastLast.feed("a@1 b@2 a@3 c@4");

        assertThat(pastLast.outcomes()).containsExactly("match a#0 b#1 c#3");
        assertThat(pastLast.state().isEmpty()).isTrue();
        assertThat(pastLast.feed("b@5 c@6 a@7 b@8 c@9").outcomes()).containsExactly("match a#6 b#7 c#8");
    }

    @Test
    void shouldDropTheRunThatTheLastEventStarted() {
        var taps = Map.of("first", Click.kind("tap"), "second", Click.kind("tap"));
        var pairs = Scenario.of("first, second", with("past-last"), taps);

        assertThat(pairs.feed("tap@1 tap@2 tap@3 tap@4").outcomes()).containsExactly("match first#0 second#1",
                "match first#2 second#3");
    }

    @Test
    void shouldTellStartsOfEqualTimeApart() {
        var sameTime = Scenario.of("a -> b -> c", with("to-first(b)"));

        sameTime.feed("a@5 b@5 a@5 b@5 c@5");

        assertThat(sameTime.outcomes()).containsExactly("match a#0 b#1 c#4", "match a#2 b#3 c#4");
    }

    @Test
    void shouldDropTheOldestRunsBeyondTheLimit() {
        var bounded = Scenario.of("a -> b -> c", options -> options.openRunsUpTo(2));

        bounded.feed("a@1 b@2 a@3 a@4 a@5");

        assertThat(bounded.outcomes()).containsExactly("overflow@4 a#0 b#1 -> c", "overflow@5 a#2 -> b");
        assertThat(bounded.state().openRuns()).isEqualTo(2);
        assertThat(bounded.feed("b@6 c@7").outcomes()).containsExactly("match a#3 b#5 c#6", "match a#4 b#5 c#6");
    }

    @Test
    void shouldBoundTheEventsOfRunsThatFork() {
        var bounded = Scenario.of("a ->> b -> c", options -> options.keptEventsUpTo(4));

        bounded.feed("a@1 b@2 a@3 b@4 b@5");

        assertThat(bounded.outcomes()).containsExactly("overflow@5 a#0 b#1 -> c");
        assertThat(bounded.state().openRuns()).isEqualTo(1);
    }

    @Test
    void shouldBoundBranchesThatMultiply() {
        var any = Condition.<Click>lookingBack(_ -> true, (_, captured) -> !captured.events("a").isEmpty());
        var bounded = Scenario.of("(a? ->> b ->> c?){3,} -> d",
                options -> options.within(Duration.ofHours(1)).keptEventsUpTo(5_000),
                Map.of("b", Click.kind("a"), "c", any));

        for (int i = 0; i < 40; i++) {
            bounded.feed(new Click(i, "a", "", i + 1));
        }

        assertThat(bounded.outcomes()).anyMatch(outcome -> outcome.startsWith("overflow"));
        assertThat(bounded.state().kept()).isLessThanOrEqualTo(5_000);
    }

    @Test
    void shouldRefuseNewRunsWhereTheOldestMayNotGiveWay() {
        var bounded = Scenario.of("a -> b",
                options -> options.openRunsUpTo(2).onOverflow(OverflowPolicy.DROP_NEWEST));

        bounded.feed("a@1 a@2 a@3 b@4 a@5");

        assertThat(bounded.outcomes()).containsExactly("overflow@3 a#2 -> a", "match a#0 b#3", "match a#1 b#3");
        assertThat(bounded.state().openRuns()).isEqualTo(1);
    }

    @Test
    void shouldMatchBeforeItDropsForRoom() {
        var bounded = Scenario.of("a -> b", options -> options.openRunsUpTo(1),
                Map.of("b", Click.kind("a")));

        assertThat(bounded.feed("a@1 a@2 a@3").outcomes()).containsExactly("match a#0 b#1", "match a#1 b#2");
    }

    private static String outcomes(String pattern, String skip, String stream) {
        return String.join("|", Scenario.of(pattern, with(skip)).feed(stream).outcomes());
    }

    private static UnaryOperator<PatternOptions> with(String skip) {
        return options -> options.skipping(SkipStrategy.parse(skip));
    }
}
