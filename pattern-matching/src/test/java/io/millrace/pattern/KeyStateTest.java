package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class KeyStateTest {

    @Test
    void shouldExposeItsRunsAsPlainData() {
        var scenario = Scenario.of("a -> b -> c", UnaryOperator.identity()).feed("x@1 a@10 b@20 a@30");

        var a1 = new CapturedEvent<>("a", new Click(1, "a", "", 10), 10, 0);
        var b2 = new CapturedEvent<>("b", new Click(2, "b", "", 20), 20, 1);
        var a3 = new CapturedEvent<>("a", new Click(3, "a", "", 30), 30, 2);
        assertThat(scenario.state().runs()).containsExactly(new Run<>(1, 30, 30, List.of(a3)),
                new Run<>(2, 10, 20, List.of(a1, b2)));
    }

    @Test
    void shouldTellTheNextDeadline() {
        var scenario = Scenario.of("a -> b ->[<5ms] c", options -> options.within(Duration.ofMillis(100)));

        assertThat(scenario.state().nextDeadline()).isEmpty();
        assertThat(scenario.feed("a@10 a@20").state().nextDeadline()).hasValue(110);
        assertThat(scenario.feed("b@30").state().nextDeadline()).hasValue(35);
        assertThat(scenario.feed("a@33").time(35).state().nextDeadline()).hasValue(133);
    }

    @Test
    void shouldBeTheSameObjectWhenNothingChanged() {
        var scenario = Scenario.of("a -> b", options -> options.within(Duration.ofMillis(100))).feed("a@1");
        KeyState<Click> before = scenario.state();

        scenario.feed("x@2").time(50);

        assertThat(scenario.changed()).isFalse();
        assertThat(scenario.state()).isSameAs(before);
    }

    @Test
    void shouldNotChangeForMatchesOfASingleEvent() {
        var single = Scenario.of("a", options -> options.skipping(new SkipStrategy.PastLast())).feed("a@1");

        assertThat(single.outcomes()).containsExactly("match a#0");
        assertThat(single.changed()).isFalse();
    }

    @Test
    void shouldNotChangeWhenARunStartsAndIsDroppedByTheSameEvent() {
        var scenario = Scenario.of("a -> b", options -> options.skipping(new SkipStrategy.PastLast())).feed("a@1 b@2");

        assertThat(scenario.changed()).isTrue();
        assertThat(scenario.state().isEmpty()).isTrue();
        assertThat(scenario.feed("b@3").changed()).isFalse();
    }

    @Test
    void shouldStayAsItWasWhenTheMatcherGoesOn() {
        var scenario = Scenario.of("a -> b -> c", UnaryOperator.identity()).feed("a@1 a@2");
        KeyState<Click> kept = scenario.state();
        List<Run<Click>> runs = kept.runs();
        scenario.feed("a@3 b@4 a@5 c@6");

        PatternMatcher<Click> matcher = scenario.matcher();
        var left = matcher.onEvent(kept, new Click(7, "a", "", 7), 7).state();
        var right = matcher.onEvent(kept, new Click(8, "a", "", 8), 8).state();

        assertThat(kept.runs()).isEqualTo(runs);
        assertThat(left.runs()).extracting(Run::startMillis).containsExactly(1L, 2L, 7L);
        assertThat(right.runs()).extracting(Run::startMillis).containsExactly(1L, 2L, 8L);
    }

    @Test
    void shouldKeepTheStateWhenAConditionFails() {
        var failing = Map.<String, Condition<Click>>of("a", (_, _) -> {
            throw new IllegalStateException("no such field");
        }, "b", Click.kind("b"), "c", Click.kind("c"));
        PatternMatcher<Click> matcher = PatternMatcher.of(
                PatternCompiler.compile(PatternParser.parse("a -> b -> c"), failing, PatternOptions.defaults()));
        var a = new CapturedEvent<>("a", new Click(0, "a", "", 1), 1, 0);
        KeyState<Click> state = matcher.restore(List.of(new Run<>(1, 1, 1, List.of(a))));

        assertThatThrownBy(() -> matcher.onEvent(state, new Click(1, "b", "", 2), 2)).hasMessage("no such field");
        assertThat(state.runs()).extracting(Run::step).containsExactly(1);
    }

    @Test
    void shouldRefuseTheStateOfAnotherPattern() {
        var one = Scenario.of("a -> b", UnaryOperator.identity());
        var other = Scenario.of("a -> b", UnaryOperator.identity());

        assertThatThrownBy(() -> one.matcher().onTime(other.state(), 1)).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("another pattern");
    }

    @Test
    void shouldRefuseRunsThatDoNotFitThePattern() {
        var old = Scenario.of("a -> b -> c", UnaryOperator.identity()).feed("a@1 b@2");
        var changed = Scenario.of("a -> x -> c", UnaryOperator.identity());

        assertThatThrownBy(() -> changed.matcher().restore(old.state().runs())).hasMessage(
                "a run at step 2 with [a, b] does not fit the pattern a -> x -> c");
        assertThatThrownBy(() -> new Run<>(1, 1, 1, List.of())).hasMessage("a run has captured at least one event");
    }

    @Test
    void shouldTestAnEventOncePerStepHoweverManyRunsAreOpen() {
        var tests = new AtomicInteger();
        Condition<Click> counting = Condition.onEvent(click -> {
            tests.incrementAndGet();
            return click.kind().equals("b");
        });
        var scenario = Scenario.of("a -> b -> c", UnaryOperator.identity(), Map.of("b", counting));

        scenario.feed("a@1 a@2 a@3 a@4 x@5 b@6");

        assertThat(scenario.state().openRuns()).isEqualTo(4);
        assertThat(tests).hasValue(5);
    }

    @Test
    void shouldHoldManyOpenRunsInOrder() {
        int runs = 10_000;
        var scenario = Scenario.of("a -> b", options -> options.within(Duration.ofMillis(runs)).openRunsUpTo(runs));
        for (int i = 0; i < 5 * runs; i++) {
            scenario.feed(new Click(i, "a", "", i));
        }

        assertThat(scenario.state().runs()).hasSize(runs).isSortedAccordingTo(Run.ORDER);
        assertThat(scenario.state().nextDeadline()).hasValue(5L * runs);
        assertThat(scenario.outcomes()).isEmpty();
    }
}
