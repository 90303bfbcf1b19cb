package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The order in which matches are told, and which one wins: what Flink's tests of skipping and of order hold. */
class MatchOrderTest {

    private static final Map<String, Condition<Click>> NONE = Map.of();

    @Test
    void shouldTellTheRunThatStartedFirstFirst() {
        var runs = ordered("a -> b -> c", "none", MatchOrder.AS_COMPLETED).feed("a@1 a@2 b@3 c@4");

        assertThat(runs.outcomes()).containsExactly("match a#0 b#2 c#3", "match a#1 b#2 c#3");
    }

    @Test
    void shouldTellAMatchAtOnceUnlessStartsHaveToBeInOrder() {
        var atOnce = twoEnds(MatchOrder.AS_COMPLETED);

        assertThat(atOnce.feed("a:1@1 a:2@2 b:2@3").outcomes()).containsExactly("match a#1 b#2");
        assertThat(atOnce.feed("b:1@4").outcomes()).containsExactly("match a#0 b#3");
    }

    @Test
    void shouldHoldAMatchBackWhileAnEarlierStartIsOpen() {
        var inOrder = twoEnds(MatchOrder.BY_START);

        assertThat(inOrder.feed("a:1@1 a:2@2 b:2@3").outcomes()).isEmpty();
        assertThat(inOrder.feed("b:1@4").outcomes()).containsExactly("match a#0 b#3", "match a#1 b#2");
    }

    @Test
    void shouldReleaseAHeldMatchWhenTheEarlierRunTimesOut() {
        var inOrder = twoEnds(MatchOrder.BY_START).feed("a:1@1 a:2@2 b:2@3");

        assertThat(inOrder.time(11).outcomes()).containsExactly("match a#1 b#2");
    }

    @Test
    void shouldDropAHeldMatchWhenTheEarlierOneSkipsPastIt() {
        var inOrder = twoEnds(MatchOrder.BY_START).feed("a:1@1 a:2@2 b:2@3 b:1@4");

        assertThat(inOrder.outcomes()).as("next-row keeps it").hasSize(2);

        var pastLast = ends("past-last", MatchOrder.BY_START).feed("a:1@1 a:2@2 b:2@3 b:1@4");

        assertThat(pastLast.outcomes()).containsExactly("match a#0 b#3");
    }

    @Test
    void shouldLetTheFirstToCompleteWinUnlessStartsHaveToBeInOrder() {
        var pastLast = ends("past-last", MatchOrder.AS_COMPLETED).feed("a:1@1 a:2@2 b:2@3 b:1@4");

        assertThat(pastLast.outcomes()).containsExactly("match a#1 b#2");
    }

    @Test
    void shouldKeepOnlyTheFirstMatchOfAStart() {
        var nextRow = ordered("a ->> b", "next-row", MatchOrder.BY_START).feed("a@1 b@2 b@3 a@4 b@5");

        assertThat(nextRow.outcomes()).containsExactly("match a#0 b#1", "match a#3 b#4");
    }

    @Test
    void shouldSkipToTheFirstOrTheLastOfALoop() {
        assertThat(ordered("a{2,}, b", "to-first(b)", MatchOrder.BY_START).feed(
                "a@1 a@2 a@3 b@4").outcomes()).containsExactly("match a#0 a#1 a#2 b#3");
        assertThat(ordered("a{2}, b{2}", "to-last(b)", MatchOrder.BY_START).feed(
                "a@1 a@2 b@3 b@4 a@5 b@6").outcomes()).containsExactly("match a#0 a#1 b#2 b#3");
    }

    @Test
    void shouldDropNothingWhenTheVariableToSkipToWasLeftOut() {
        var option = ordered("a -> c? -> b", "to-first(c)", MatchOrder.BY_START).feed("a@1 a@2 b@3").time(
                20);

        assertThat(option.outcomes()).containsExactly("match a#0 b#2", "match a#1 b#2");
    }

    @Test
    void shouldGoByArrivalWhereTimesAreEqual() {
        assertThat(ordered("a -> b", "none", MatchOrder.BY_START).feed("b@5 a@5 b@5").outcomes()).containsExactly(
                "match a#1 b#2");
        assertThat(ordered("a, b", "past-last", MatchOrder.BY_START).feed(
                "a@5 b@5 a@5 b@5").outcomes()).containsExactly("match a#0 b#1", "match a#2 b#3");
    }

    private static Scenario twoEnds(MatchOrder order) {
        return ends("next-row", order);
    }

    /** Ends come in another order than starts. */
    private static Scenario ends(String skip, MatchOrder order) {
        return ordered("a -> b", skip, order, Map.of("b", Click.kindOnProductOf("b", "a")));
    }

    private static Scenario ordered(String pattern, String skip, MatchOrder order) {
        return ordered(pattern, skip, order, NONE);
    }

    private static Scenario ordered(String pattern, String skip, MatchOrder order,
            Map<String, Condition<Click>> special) {
        return Scenario.of(pattern, options -> options.within(Duration.ofMillis(10)).skipping(
                SkipStrategy.parse(skip)).ordered(order), special);
    }
}
