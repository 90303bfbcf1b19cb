package io.millrace.statistics.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {

    private static final List<Aggregate> MOMENTS = List.of(new Aggregate.Sum(), new Aggregate.Variance(),
            new Aggregate.StandardDeviation());

    @ParameterizedTest
    @CsvSource({"0, 1", "100, 25", "1e9, 1", "-1e6, 0.001", "1e-9, 1e-12", "0, 1e100", "1e15, 1e7"})
    void shouldNotCancelHoweverLargeTheMeanIs(double mean, double deviation) {
        var random = new Random(11);
        for (var round = 0; round < 30; round++) {
            var values = new double[2 + random.nextInt(500)];
            Arrays.setAll(values, _ -> mean + random.nextGaussian() * deviation);

            var exact = exactVariance(values);
            assertThat(value(values, new Aggregate.Variance())).isCloseTo(exact, within(1e-9 * exact));
            assertThat(value(values, new Aggregate.StandardDeviation())).isCloseTo(Math.sqrt(exact),
                    within(1e-9 * Math.sqrt(exact)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "129.99", "0.1", "1e9", "-3.3e-7", "1e150"})
    void shouldBeExactlyZeroForEqualValues(double value) {
        for (var count : new int[]{2, 3, 7, 1_000, 100_000}) {
            var values = new double[count];
            Arrays.fill(values, value);

            assertThat(value(values, new Aggregate.StandardDeviation())).isZero();
        }
    }

    @Test
    void shouldAgreeToTheCentWhateverTheOrder() {
        var random = new Random(12);
        for (var round = 0; round < 200; round++) {
            var values = new double[2_000];
            Arrays.setAll(values, _ -> random.nextLong(-1_000_000_000L, 1_000_000_000L) / 100.0);
            var exact = Arrays.stream(values).mapToObj(BigDecimal::valueOf).reduce(
                    BigDecimal::add).orElseThrow().setScale(2);
            var merged = AggregateLayout.of(MOMENTS).empty();
            for (var from = 0; from < values.length; from += 100) {
                merged.merge(state(Arrays.copyOfRange(values, from, from + 100)));
            }

            assertThat(cents(merged.value(new Aggregate.Sum(), 1).orElseThrow())).isEqualTo(exact);
            assertThat(cents(value(values, new Aggregate.Sum()))).isEqualTo(exact);
        }
    }

    private static BigDecimal cents(double amount) {
        return new BigDecimal(amount).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static double exactVariance(double[] values) {
        var count = BigDecimal.valueOf(values.length);
        var sum = Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal::add).orElseThrow();
        var mean = sum.divide(count, new MathContext(80));
        var squares = Arrays.stream(values).mapToObj(BigDecimal::new).map(value -> value.subtract(mean).pow(2)).reduce(
                BigDecimal::add).orElseThrow();
        return squares.divide(BigDecimal.valueOf(values.length - 1), MathContext.DECIMAL128).doubleValue();
    }

    private static double value(double[] values, Aggregate aggregate) {
        return state(values).value(aggregate, 1).orElseThrow();
    }

    private static AggregateState state(double[] values) {
        var state = AggregateLayout.of(MOMENTS).empty();
        for (var value : values) {
            state.add(0, value, null);
        }
        return state;
    }
}
