package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What runs out of time, in patterns with loops, options, absences and groups: what Flink's tests of timeouts hold. */
class TimeoutTest {

    @Test
    void shouldTellEveryPartialMatchOfALoop() {
        var loop = within("start -> middle+ -> end").feed("start@1 middle@2 middle@3");

        assertThat(loop.time(11).outcomes()).containsExactlyInAnyOrder("timeout@11 start#0 middle#1 -> end",
                "timeout@11 start#0 middle#1 middle#2 -> middle | end");
    }

    @Test
    void shouldTellAPartialMatchOnceHoweverManyWaysItMayGoOn() {
        var option = within("a -> b? -> c? -> d").feed("a@1 x@2 x@3");

        assertThat(option.time(11).outcomes()).hasSize(1);
    }

    @Test
    void shouldLetEachRunHaveItsOwnDeadline() {
        var runs = within("start -> middle -> end").feed("start@1 start@3 middle@4");

        assertThat(runs.time(11).outcomes()).containsExactly("timeout@11 start#0 middle#2 -> end");
        assertThat(runs.time(12).outcomes()).isEmpty();
        assertThat(runs.time(13).outcomes()).containsExactly("timeout@13 start#1 middle#2 -> end");
    }

    @Test
    void shouldTimeOutTheRunThatGoesOnAfterItsMatches() {
        var any = within("a ->> b").feed("a@1 b@2 b@3");

        assertThat(any.time(11).outcomes()).containsExactly("match a#0 b#1", "match a#0 b#2", "timeout@11 a#0 -> b");
    }

    @Test
    void shouldNotTimeOutWhatIsComplete() {
        var complete = within("a -> b").feed("a@1 b@2");

        assertThat(complete.time(100).outcomes()).containsExactly("match a#0 b#1");
    }

    @Test
    void shouldNotTimeOutWhatAStrictLinkHasEnded() {
        var strict = within("a, b").feed("a@1 x@2");

        assertThat(strict.time(100).outcomes()).isEmpty();
        assertThat(strict.state().isEmpty()).isTrue();
    }

    @Test
    void shouldNotTimeOutWhatAnAbsenceHasEnded() {
        var absence = within("a -> !x -> b").feed("a@1 x@2");

        assertThat(absence.time(100).outcomes()).isEmpty();
    }

    @Test
    void shouldMatchAtTheDeadlineWhenTheAbsenceHolds() {
        var paid = within("order -> !payment").feed("order@1 other@2");

        assertThat(paid.time(10).outcomes()).isEmpty();
        assertThat(paid.time(11).outcomes()).containsExactly("match order#0");
    }

    @Test
    void shouldNotMatchByAbsenceWhenTheEventComesInTime() {
        assertThat(within("order -> !payment").feed("order@1 payment@10").time(100).outcomes()).isEmpty();
    }

    @Test
    void shouldMatchByAbsenceBeforeTheEventThatComesAtTheDeadline() {
        assertThat(within("order -> !payment").feed("order@1 payment@11").outcomes()).containsExactly("match order#0");
    }

    @Test
    void shouldMatchByAbsenceAtTheEndOfAGap() {
        var quiet = timed("order -> ship ->[<5ms] !deliver").feed("order@1 ship@20");

        assertThat(quiet.time(24).outcomes()).isEmpty();
        assertThat(quiet.time(25).outcomes()).containsExactly("match order#0 ship#1");
    }

    @Test
    void shouldTimeOutWhereTheClosingAbsenceIsNotReached() {
        assertThat(within("order -> ship -> !deliver").feed("order@1").time(50).outcomes()).containsExactly(
                "timeout@11 order#0 -> ship");
    }

    @Test
    void shouldTimeOutWithinAGroup() {
        var pairs = within("(a -> b){2}").feed("a@1 b@2 a@3");

        assertThat(pairs.time(13).outcomes()).containsExactly("timeout@11 a#0 a#2 b#1 -> b",
                "timeout@13 a#2 -> b");
    }

    @Test
    void shouldTellTimeoutsBeforeWhatTheEventOfThatTimeCompletes() {
        var both = within("a -> b").feed("a@1 a@4 b@11");

        assertThat(both.outcomes()).containsExactly("timeout@11 a#0 -> b", "match a#1 b#2");
    }

    @Test
    void shouldNotTimeOutRunsThatAMatchHasDropped() {
        var dropped = Scenario.of("a -> b", options -> options.within(Duration.ofMillis(10)).skipping(
                new SkipStrategy.PastLast()).emittingTimeouts());

        assertThat(dropped.feed("a@1 a@2 b@3").time(100).outcomes()).containsExactly("match a#0 b#2");
    }

    private static Scenario within(String pattern) {
        return Scenario.of(pattern, options -> options.within(Duration.ofMillis(10)).emittingTimeouts());
    }

    private static Scenario timed(String pattern) {
        return Scenario.of(pattern, PatternOptions::emittingTimeouts);
    }
}
