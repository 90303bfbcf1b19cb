package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state that is stored and read again and again stays as small as one that never is, and finds the same. */
class StoredSizeTest {

    private static final int EVENTS = 600;
    private static final String[] KINDS = {"a", "b", "c", "x"};
    private static final int FEW_BYTES = 8;

    @ParameterizedTest
    @ValueSource(strings = {"a+ -> z", "a -> b+ -> z", "a+ -> b+ -> z", "a+ greedy -> b -> z", "a{2,} -> z",
            "a+ consecutive -> z", "a+ until x -> z", "a* -> b -> z", "a -> b* -> c -> z", "a ->> b ->> z",
            "(a -> b)+ -> z", "(a -> b+)+ -> z", "(a -> (b | c))+ -> z", "(a | b)+ -> z", "a -> (b | c) -> z",
            "(a & b) -> z", "(a & b+) -> z", "(a & b & c) -> z", "a -> b? -> z", "a -> b? -> c? -> z", "a -> !x -> z",
            "a+ ->[<9ms] b -> z", "a ->[<20ms] b+ -> z", "a ->[<5ms] b? -> z"})
    void shouldStayAsSmallAsAStateThatIsNeverStored(String pattern) {
        for (int every : new int[]{1, 3, 7, 40}) {
            compare(pattern, every, Duration.ofMillis(25));
            compare(pattern, every, Duration.ofMillis(300));
        }
    }

    private static void compare(String pattern, int every, Duration window) {
        Scenario kept = scenario(pattern, window);
        Scenario stored = scenario(pattern, window);
        var random = new Random(every);
        int mostRuns = 0;
        for (int i = 0; i < EVENTS; i++) {
            var click = new Click(i, KINDS[random.nextInt(KINDS.length)], "", i);
            kept.feed(click);
            stored.feed(click);
            if (i % every == 0) {
                stored.storeAndRestore();
                mostRuns = Math.max(mostRuns, stored.state().openRuns());
                assertThat(size(stored)).as("bytes after event %d, stored every %d", i, every).isCloseTo(size(kept),
                        within(FEW_BYTES));
            }
        }
        assertThat(mostRuns).isGreaterThan(2);
        assertThat(stored.state().openRuns()).isEqualTo(kept.state().openRuns());
        kept.feed(new Click(EVENTS, "z", "", EVENTS));
        stored.feed(new Click(EVENTS, "z", "", EVENTS));
        assertThat(stored.outcomes()).isEqualTo(kept.outcomes());
    }

    private static Scenario scenario(String pattern, Duration window) {
        return Scenario.of(pattern, options -> options.within(window));
    }

    private static int size(Scenario scenario) {
        return scenario.matcher().write(scenario.state(), Click.CODEC).length;
    }
}
