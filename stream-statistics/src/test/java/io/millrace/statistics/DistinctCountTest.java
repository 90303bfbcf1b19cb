package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistinctCountTest {

    @Test
    void shouldBeExactWhileSmall() {
        var count = of(0, 150);
        of(0, 150);
        for (int i = 0; i < 150; i++) {
            count.add("user-" + i);
        }

        assertThat(count.value()).isEqualTo(150);
    }

    @Test
    void shouldIgnoreEmptyValues() {
        var count = new DistinctCount();
        count.add("");

        assertThat(count.value()).isZero();
    }

    @Test
    void shouldStayWithinThreeStandardErrorsWhenLarge() {
        assertThat(of(0, 100_000).value()).isCloseTo(100_000, within(3_900.0));
    }

    @Test
    void shouldMergeToTheUnion() {
        var left = of(0, 60_000);
        left.merge(of(40_000, 100_000));

        assertThat(left.value()).isCloseTo(100_000, within(4_800.0));
    }

    @Test
    void shouldGoOnAfterARoundTripAsBefore() {
        var straight = of(0, 20_000);
        var restored = DistinctCount.fromBytes(of(0, 10_000).toBytes());
        for (int i = 10_000; i < 20_000; i++) {
            restored.add("user-" + i);
        }

        assertThat(restored.value()).isEqualTo(straight.value());
    }

    private static DistinctCount of(int from, int to) {
        var count = new DistinctCount();
        for (int i = from; i < to; i++) {
            count.add("user-" + i);
        }
        return count;
    }

}
