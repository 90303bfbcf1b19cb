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
    void shouldShowItsBranches() {
        var scenario = Scenario.of("a -> b ->[<5ms] c", options -> options.within(Duration.ofMillis(100))).feed(
                "x@1 a@10 b@20 a@22");

        var a1 = new Click(1, "a", "", 10);
        var b2 = new Click(2, "b", "", 20);
        var a3 = new Click(3, "a", "", 22);
        List<Branch<Click>> branches = scenario.matcher().branches(scenario.state(), 10);
        assertThat(branches).extracting(Branch::captured).containsExactly(Map.of("a", List.of(a1), "b", List.of(b2)),
                Map.of("a", List.of(a3)));
        assertThat(branches).extracting(Branch::awaited).containsExactly(List.of("c"), List.of("b"));
        assertThat(branches).extracting(branch -> branch.deadlineMillis().orElseThrow()).containsExactly(25L, 122L);
        assertThat(scenario.matcher().branches(scenario.state(), 1)).hasSize(1);
    }

    @Test
    void shouldShowAllThatABranchWaitsFor() {
        var scenario = Scenario.of("a -> (b | c) -> d? -> e", options -> options.within(Duration.ofMillis(100)));

        assertThat(scenario.feed("a@1").awaited()).containsExactly(List.of("b", "c"));
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
    void shouldCountNoChangeWhenNothingChanged() {
        var scenario = Scenario.of("a -> b", options -> options.within(Duration.ofMillis(100))).feed("a@1");
        long changes = scenario.state().changes();

        scenario.feed("x@2").time(50);

        assertThat(scenario.state().changes()).isEqualTo(changes);
    }

    @Test
    void shouldBeEmptyAfterAMatchThatDropsAll() {
        var scenario = Scenario.of("a -> b", options -> options.skipping(new SkipStrategy.PastLast())).feed("a@1 b@2");
        long changes = scenario.state().changes();

        assertThat(scenario.state().isEmpty()).isTrue();
        assertThat(scenario.feed("b@3").state().changes()).isEqualTo(changes);
    }

    @Test
    void shouldRefuseTheStateOfAnotherPattern() {
        var one = Scenario.of("a -> b", UnaryOperator.identity()).feed("a@1");
        var other = Scenario.of("a -> b -> c", UnaryOperator.identity());
        byte[] stored = one.matcher().write(one.state(), Click.CODEC);

        assertThatThrownBy(() -> other.matcher().onTime(one.state(), 1, _ -> {})).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("another pattern");
        assertThatThrownBy(() -> other.matcher().read(stored, Click.CODEC)).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("another pattern");
    }

    @Test
    void shouldBeginNoRunsWhenDraining() {
        var scenario = Scenario.of("a -> b", UnaryOperator.identity()).feed("a@1");
        PatternMatcher<Click> draining = scenario.matcher().draining();
        KeyState<Click> state = scenario.state();
        var outcomes = new java.util.ArrayList<Outcome<Click>>();

        draining.onEvent(state, new Click(1, "a", "", 2), 2, outcomes::add);
        draining.onEvent(state, new Click(2, "b", "", 3), 3, outcomes::add);

        assertThat(outcomes).hasSize(1);
        assertThat(state.isEmpty()).isTrue();
    }

    @Test
    void shouldTellHeaderOfAStoredState() {
        var scenario = Scenario.of("a -> b", options -> options.within(Duration.ofMillis(100))).feed("a@1 a@2");
        byte[] stored = scenario.matcher().write(scenario.state(), Click.CODEC);

        assertThat(PatternMatcher.storedRuns(stored)).isEqualTo(2);
        assertThat(PatternMatcher.storedDeadline(stored)).hasValue(101);
    }

    @Test
    void shouldTestAnEventOncePerConditionHoweverManyRunsAreOpen() {
        var tests = new AtomicInteger();
        Condition<Click> counting = Condition.onEvent(click -> {
            tests.incrementAndGet();
            return click.kind().equals("b");
        });
        var scenario = Scenario.of("a -> b -> c", UnaryOperator.identity(), Map.of("b", counting));

        scenario.feed("a@1 a@2 a@3 a@4 x@5 b@6");

        assertThat(scenario.state().openRuns()).isEqualTo(4);
        assertThat(tests).hasValue(6);
    }

    @Test
    void shouldHoldManyOpenRunsInOrder() {
        int runs = 10_000;
        var scenario = Scenario.of("a -> b",
                options -> options.within(Duration.ofMillis(runs)).openRunsUpTo(runs).keptEventsUpTo(2 * runs));
        for (int i = 0; i < 5 * runs; i++) {
            scenario.feed(new Click(i, "a", "", i));
        }

        assertThat(scenario.state().openRuns()).isEqualTo(runs);
        assertThat(scenario.matcher().branches(scenario.state(), 2 * runs)).hasSize(runs).isSortedAccordingTo(
                java.util.Comparator.comparingLong(Branch::startMillis));
        assertThat(scenario.state().nextDeadline()).hasValue(5L * runs);
        assertThat(scenario.outcomes()).isEmpty();
    }

    @Test
    void shouldEndManyOpenRunsAtTheirGapInOrder() {
        int open = 500;
        var scenario = Scenario.of("a ->[<500ms] b", options -> options.within(
                Duration.ofMillis(10 * open)).emittingTimeouts());
        for (int i = 0; i < 4 * open; i++) {
            scenario.feed(new Click(i, "a", "", i));
            if (i == 2 * open) {
                scenario.storeAndRestore();
            }
        }

        assertThat(scenario.outcomes()).hasSize(3 * open).startsWith("timeout@500 a#0 -> b").endsWith(
                "timeout@1999 a#1499 -> b");
        assertThat(scenario.state().openRuns()).isEqualTo(open);
        assertThat(scenario.state().nextDeadline()).hasValue(4L * open);
    }

    @Test
    void shouldLetGoOfWhatALoopHasLeftBehind() {
        var scenario = Scenario.of("a -> b+ -> c", options -> options.within(Duration.ofMillis(30)));
        scenario.feed("a@0 b@1 a@2 b@3");
        int size = scenario.matcher().write(scenario.state(), Click.CODEC).length;
        for (int i = 4; i < 20_000; i++) {
            scenario.feed(new Click(i, i % 2 == 0 ? "a" : "b", "", i));
        }

        assertThat(scenario.state().openRuns()).isEqualTo(15);
        assertThat(scenario.matcher().write(scenario.state(), Click.CODEC).length).isLessThan(60 * size);
    }

    @Test
    void shouldKeepLongBranchesWithoutDeepCalls() {
        int events = 9_000;
        var scenario = Scenario.of("a -> b+ greedy -> c", options -> options.within(Duration.ofHours(1)));
        scenario.feed("a@1");
        for (int i = 0; i < events; i++) {
            scenario.feed(new Click(i + 1, "b", "", i + 2));
        }
        scenario.storeAndRestore();

        scenario.feed("c@10000");

        assertThat(scenario.outcomes()).hasSize(1);
    }
}
