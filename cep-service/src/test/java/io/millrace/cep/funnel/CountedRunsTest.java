package io.millrace.cep.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pattern.PatternParser;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedRunsTest {

    private final CountedRuns runs = new CountedRuns();

    @Test
    void shouldCountEachStepOfARunOnce() {
        assertThat(runs.count(10, "e1", 0b011)).isEqualTo(0b011);
        assertThat(runs.count(10, "e2", 0b001)).as("another run").isEqualTo(0b001);
        assertThat(runs.count(10, "e1", 0b111)).isEqualTo(0b100);
        assertThat(runs.count(10, "e1", 0b011)).isZero();
    }

    @Test
    void shouldForgetRunsThatHaveEnded() {
        runs.count(10, "e1", 1);
        runs.count(20, "e2", 1);
        runs.forgetBefore(20);

        assertThat(runs.count(10, "e1", 1)).isEqualTo(1);
        assertThat(runs.count(20, "e2", 1)).isZero();
    }

    @Test
    void shouldKeepNoMoreThanItsLimit() {
        for (int i = 0; i <= CountedRuns.MAX_RUNS; i++) {
            runs.count(i, "e" + i, 1);
        }

        assertThat(runs.count(CountedRuns.MAX_RUNS, "e" + CountedRuns.MAX_RUNS, 1)).isZero();
        assertThat(runs.count(0, "e0", 1)).as("the oldest gave way").isEqualTo(1);
    }

    @Test
    void shouldComeBackFromItsBytes() {
        runs.count(-5, "é1", 1L << 63 | 1);
        var out = new BinaryWriter();
        runs.writeTo(out);

        assertThat(CountedRuns.read(new BinaryReader(out.toByteArray())).count(-5, "é1", 1L << 63 | 3)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a -> b -> c; false", "a, b; false", "a -> !b -> c; false", "a ->> b; true",
            "a+ -> b; true", "a -> b? -> c; true", "a | b; true", "a -> (b & c); true"})
    void shouldKnowWhichPatternsFork(String pattern, boolean forks) {
        assertThat(Forks.canFork(PatternParser.parse(pattern))).isEqualTo(forks);
    }

    @Test
    void shouldReadItsKeysBack() {
        var key = new StepKey("päd-1", "t.1", 7, -3_600_000, "view");

        assertThat(StepKey.of(key.toBytes())).isEqualTo(key);
        assertThat(new StepKey("p", "t", 1, 0, "a").toBytes()).isGreaterThan(
                new StepKey("p", "t", 1, -1, "z").toBytes());
    }

}
