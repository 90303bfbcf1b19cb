package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            // a c a b b: the textbook stream
            "a, b; a@1 c@2 b@3 b@4; ''", "a -> b; a@1 c@2 b@3 b@4; match a#0 b#2",
            "a ->> b; a@1 c@2 b@3 b@4; match a#0 b#2|match a#0 b#3",
            // the links after the first one
            "a, b, c; a@1 b@2 c@3; match a#0 b#1 c#2", "a, b, c; a@1 b@2 x@3 c@4; ''",
            "a -> b, c; a@1 b@2 x@3 b@4 c@5; ''", "a ->> b, c; a@1 b@2 x@3 b@4 c@5; match a#0 b#3 c#4",
            "a ->> b -> c; a@1 b@2 b@3 c@4 c@5; match a#0 b#1 c#3|match a#0 b#2 c#3",
            // every fitting event starts a run
            "a -> b; a@1 a@2 b@3; match a#0 b#2|match a#1 b#2", "a, b; a@1 a@2 b@3; match a#1 b#2",
            "a; a@1 b@2 a@3; match a#0|match a#2"})
    void shouldFollowTheLinks(String pattern, String stream, String outcomes) {
        assertThat(String.join("|", Scenario.of(pattern, UnaryOperator.identity()).feed(stream).outcomes())).isEqualTo(
                outcomes);
    }

    @Test
    void shouldTakeOneEventAtMostOncePerRun() {
        var same = Map.of("first", Click.kind("tap"), "second", Click.kind("tap"));
        var taps = Scenario.of("first, second", UnaryOperator.identity(), same);

        taps.feed("tap@1 tap@2 tap@3");

        assertThat(taps.outcomes()).containsExactly("match first#0 second#1", "match first#1 second#2");
    }

    @Test
    void shouldTakeEventsOfEqualTimeInOrderOfArrival() {
        assertThat(Scenario.of("a, b", UnaryOperator.identity()).feed("b@5 a@5 b@5").outcomes()).containsExactly(
                "match a#1 b#2");
    }

    @Test
    void shouldTakeEventsAsTheyComeWhenTheirTimesGoBack() {
        var backwards = Scenario.of("a -> b", UnaryOperator.identity());

        assertThat(backwards.feed("a@9 b@5").outcomes()).containsExactly("match a#0 b#1");
    }

    @Test
    void shouldShowConditionsWhatTheRunHasCaptured() {
        var sameProduct = Map.of("cart", Click.kindOnProductOf("cart", "view"), "buy",
                Click.kindOnProductOf("buy", "cart"));
        var funnel = Scenario.of("view -> cart -> buy", UnaryOperator.identity(), sameProduct);

        funnel.feed("view:shoe@1 view:hat@2 cart:hat@3 cart:sock@4 buy:shoe@5 cart:shoe@6 buy:shoe@7 buy:hat@8");

        assertThat(funnel.outcomes()).containsExactly("match view#0 cart#5 buy#6", "match view#1 cart#2 buy#7");
    }

    @Test
    void shouldKillStrictRunsWhoseOwnConditionFails() {
        var sameProduct = Map.of("cart", Click.kindOnProductOf("cart", "view"));
        var funnel = Scenario.of("view, cart", UnaryOperator.identity(), sameProduct);

        funnel.feed("view:shoe@1 cart:hat@2 cart:shoe@3");

        assertThat(funnel.outcomes()).isEmpty();
        assertThat(funnel.state().isEmpty()).isTrue();
    }

    @Test
    void shouldTellMatchesByStartWhenYoungerRunsHadOvertakenOlderOnes() {
        var sameProduct = Map.of("cart", Click.kindOnProductOf("cart", "view"));
        var funnel = Scenario.of("view -> cart -> pay", UnaryOperator.identity(), sameProduct);

        funnel.feed("view:shoe@1 view:hat@2 cart:hat@3 cart:shoe@4 pay@5");

        assertThat(funnel.outcomes()).containsExactly("match view#0 cart#3 pay#4", "match view#1 cart#2 pay#4");
    }
}
