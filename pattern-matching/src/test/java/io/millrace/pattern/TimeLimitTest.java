package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    private static final Duration TEN = Duration.ofMillis(10);

    @Test
    void shouldMatchOneMillisecondBeforeTheWindowEnds() {
        assertThat(within("a -> b").feed("a@100 b@109").outcomes()).containsExactly("match a#0 b#1");
    }

    @Test
    void shouldTimeOutWhenTheEventComesAtExactlyTheEndOfTheWindow() {
        assertThat(within("a -> b").feed("a@100 b@110").outcomes()).containsExactly("timeout@110 a#0 -> b");
    }

    @Test
    void shouldTimeOutOnASilentKeyAndStampTheDeadline() {
        var silent = within("a -> b -> c").feed("a@100 b@104");

        assertThat(silent.time(109).outcomes()).isEmpty();
        assertThat(silent.time(5_000).outcomes()).containsExactly("timeout@110 a#0 b#1 -> c");
        assertThat(silent.state().isEmpty()).isTrue();
    }

    @Test
    void shouldMeasureTheGapFromThePreviousEventOfTheRun() {
        assertThat(timed("a ->[<5ms] b ->[<5ms] c").feed("a@100 b@104 c@108").outcomes()).containsExactly(
                "match a#0 b#1 c#2");
        assertThat(timed("a ->[<5ms] b ->[<5ms] c").feed("a@100 b@104 c@109").outcomes()).containsExactly(
                "timeout@109 a#0 b#1 -> c");
    }

    @Test
    void shouldLimitTheGapOfEveryKindOfLink() {
        assertThat(timed("a,[<5ms] b").feed("a@100 b@105").outcomes()).containsExactly("timeout@105 a#0 -> b");
        assertThat(timed("a ->>[<5ms] b").feed("a@100 b@103 b@104 b@105").outcomes()).containsExactly("match a#0 b#1",
                "match a#0 b#2", "timeout@105 a#0 -> b");
    }

    @Test
    void shouldTimeOutAtTheEarlierOfGapAndWindow() {
        assertThat(within("a ->[<4ms] b").feed("a@100").time(200).outcomes()).containsExactly("timeout@104 a#0 -> b");
        assertThat(within("a -> b ->[<9ms] c").feed("a@100 b@105").time(200).outcomes()).containsExactly(
                "timeout@110 a#0 b#1 -> c");
    }

    @Test
    void shouldTellTimeoutsByDeadlineBeforeTheMatchesOfTheEvent() {
        var runs = timed("a -> b ->[<5ms] c").feed("a@100 b@101 a@103 b@104 a@150");

        assertThat(runs.outcomes()).containsExactly("timeout@106 a#0 b#1 -> c", "timeout@109 a#2 b#3 -> c");

        var both = within("a -> b").feed("a@100 a@109 b@110");

        assertThat(both.outcomes()).containsExactly("timeout@110 a#0 -> b", "match a#1 b#2");
    }

    @Test
    void shouldTellTimeoutsByDeadlineWhenRunsDoNotWaitInThatOrder() {
        var sameProduct = Map.of("cart", Click.kindOnProductOf("cart", "view"));
        var funnel = Scenario.of("view -> cart ->[<50ms] buy", PatternOptions::emittingTimeouts, sameProduct);

        funnel.feed("view:shoe@1 view:hat@2 cart:hat@3 cart:shoe@30").time(60);

        assertThat(funnel.outcomes()).containsExactly("timeout@53 view#1 cart#2 -> buy");
        assertThat(funnel.time(80).outcomes()).containsExactly("timeout@80 view#0 cart#3 -> buy");
    }

    @Test
    void shouldEndRunsSilentlyUnlessTimeoutsAreWanted() {
        var quiet = Scenario.of("a -> b", options -> options.within(TEN)).feed("a@100").time(110);

        assertThat(quiet.outcomes()).isEmpty();
        assertThat(quiet.state().isEmpty()).isTrue();
    }

    @Test
    void shouldNeverTimeOutWithoutALimit() {
        var patient = timed("a -> b").feed("a@100").time(Long.MAX_VALUE);

        assertThat(patient.outcomes()).isEmpty();
        assertThat(patient.state().nextDeadline()).isEmpty();
        assertThat(patient.feed("b@101").outcomes()).containsExactly("match a#0 b#1");
    }

    @Test
    void shouldTakeTheSmallestAndTheLargestTimes() {
        var options = Duration.ofDays(999_999_999);
        var early = Scenario.of("a -> b", defaults -> defaults.within(options));

        assertThat(early.feed("a@" + Long.MIN_VALUE + " b@" + Long.MIN_VALUE).outcomes()).hasSize(1);
        assertThat(early.feed("a@" + (Long.MAX_VALUE - 1) + " b@" + Long.MAX_VALUE).outcomes()).hasSize(1);
    }

    private static Scenario timed(String pattern) {
        return Scenario.of(pattern, PatternOptions::emittingTimeouts);
    }

    private static Scenario within(String pattern) {
        return Scenario.of(pattern, options -> options.within(TEN).emittingTimeouts());
    }
}
