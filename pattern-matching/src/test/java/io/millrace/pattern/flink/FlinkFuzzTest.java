package io.millrace.pattern.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pattern.flink.Comparison.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random cases, given to both engines. System property {@code millrace.fuzz.cases} asks for more of them,
 * {@code millrace.fuzz.seed} for others, and {@code millrace.fuzz.shown} says how many differences are told at most, each
 * made as small as it gets and of another pattern.
 */
class FlinkFuzzTest {

    private static final int CASES = Integer.getInteger("millrace.fuzz.cases", 3_000);
    private static final long SEED = Long.getLong("millrace.fuzz.seed", 1);
    private static final int SHOWN = Integer.getInteger("millrace.fuzz.shown", 3);

    private final Map<String, String> differences = new LinkedHashMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private int same;
    private long matches;
    private long timeouts;

    @Test
    void shouldFindWhatFlinkFinds() {
        var cases = new RandomCases(SEED);
        try (var comparison = new Comparison()) {
            for (int i = 0; i < CASES && differences.size() < SHOWN; i++) {
                add(comparison, cases.next());
            }
        }

        assertThat(differences.values()).as("of %d the same with %d matches and %d timeouts, left out %s", same,
                matches, timeouts, leftOut).isEmpty();
        assertThat(same).as("left out: %s", leftOut).isGreaterThan(CASES / 2);
        assertThat(matches).isGreaterThan(CASES / 2);
        assertThat(timeouts).isGreaterThan(CASES / 2);
    }

    private void add(Comparison comparison, FuzzCase drawn) {
        switch (comparison.compare(drawn)) {
            case Verdict.Same(var found, var expired) -> {
                same++;
                matches += found;
                timeouts += expired;
            }
            case Verdict.LeftOut(var reason) -> leftOut.merge(reason, 1, Integer::sum);
            case Verdict.Differing _ -> {
                var small = Shrinker.shrink(drawn, other -> comparison.compare(other) instanceof Verdict.Differing);
                var what = ((Verdict.Differing) comparison.compare(small)).what();
                differences.putIfAbsent(small.shape(),
                        "%n%s%n%s%n".formatted(small, what));
            }
        }
    }
}
