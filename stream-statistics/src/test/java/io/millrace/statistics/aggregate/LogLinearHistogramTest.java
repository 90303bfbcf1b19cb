package io.millrace.statistics.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinearHistogramTest {

    private static final double[] SHARES = {0, 0.001, 0.01, 0.05, 0.07, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1};

    private static final Map<String, ToDoubleFunction<Random>> DISTRIBUTIONS = Map.ofEntries(
            Map.entry("lognormal", random -> Math.exp(3 + random.nextGaussian())),
            Map.entry("uniform", Random::nextDouble),
            Map.entry("whole", random -> random.nextInt(1_000)),
            Map.entry("negative", random -> -Math.exp(random.nextGaussian() * 2)),
            Map.entry("mixed", random -> random.nextGaussian() * 100),
            Map.entry("zeros", random -> random.nextInt(4) > 0 ? 0 : random.nextGaussian()),
            Map.entry("tiny", random -> random.nextDouble() * 1e-300),
            Map.entry("huge", random -> (random.nextDouble() - 0.2) * 1e300),
            Map.entry("any", random -> (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble(-300, 300))),
            Map.entry("one", _ -> 129.99),
            Map.entry("cents", random -> random.nextInt(100_000) / 100.0));

    @ParameterizedTest
    @ValueSource(strings = {"lognormal", "uniform", "whole", "negative", "mixed", "zeros", "tiny", "huge", "any", "one",
            "cents"})
    void shouldBeWithinOnePercentOfTheNearestRank(String distribution) {
        var random = new Random(5);
        for (var round = 0; round < 60; round++) {
            var values = new double[1 + random.nextInt(round % 10 == 0 ? 20_000 : 200)];
            Arrays.setAll(values, _ -> DISTRIBUTIONS.get(distribution).applyAsDouble(random));
            var histogram = of(values);
            Arrays.sort(values);

            for (var share : SHARES) {
                var exact = exact(values, share);
                assertThat(Math.abs(histogram.quantile(share).orElseThrow() - exact)).as("%s of %d at %s",
                        distribution, values.length, share).isLessThanOrEqualTo(Math.abs(exact) / 128);
            }
            assertThat(histogram.count()).isEqualTo(values.length);
        }
    }

    /** The definition, in decimals. */
    private static double exact(double[] sorted, double share) {
        var rank = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(sorted.length)).setScale(0,
                RoundingMode.CEILING).intValueExact();
        return sorted[Math.max(rank, 1) - 1];
    }

    @Test
    void shouldFindEveryRankDespiteRounding() {
        for (var count = 1; count <= 3_000; count++) {
            for (var percent = 0; percent <= 1_000; percent += 7) {
                var share = BigDecimal.valueOf(percent, 3).doubleValue();
                assertThat(NearestRank.of(share, count)).as("%s of %d", share, count).isEqualTo(
                        Math.max(1, (percent * (long) count + 999) / 1_000));
            }
        }
    }

    @Test
    void shouldBeExactAtTheEnds() {
        var histogram = of(3.14159, 2.71828, 1.41421, -7.7, 1e-310);

        assertThat(histogram.quantile(0)).hasValue(-7.7);
        assertThat(histogram.quantile(0.2)).hasValue(-7.7);
        assertThat(histogram.quantile(1)).hasValue(3.14159);
        assertThat(of(5.123).quantile(0.5)).hasValue(5.123);
        assertThat(of(5.123, 5.123, 5.123).quantile(0.5)).hasValue(5.123);
    }

    @Test
    void shouldKeepTheSmallestBucketsApartFromZero() {
        assertThat(of(-1, Double.MIN_NORMAL, 1).quantile(0.5).orElseThrow()).isBetween(Double.MIN_NORMAL,
                Double.MIN_NORMAL * 1.008);
        assertThat(of(-1, Double.MIN_VALUE, 1).quantile(0.5)).hasValue(0);
        assertThat(of(-1, Double.MAX_VALUE, Double.MAX_VALUE).quantile(0.5).orElseThrow()).isBetween(
                Double.MAX_VALUE * 0.992, Double.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRejectWhatIsNoNumber(double value) {
        var histogram = of(1);

        assertThatIllegalArgumentException().isThrownBy(() -> histogram.add(value)).withMessage(
                "value " + value + " is not a finite number");
        assertThat(histogram.count()).isEqualTo(1);
    }

    @Test
    void shouldHaveNoQuantilesWithoutValues() {
        assertThat(of().quantile(0.5)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> of(1).quantile(1.5)).withMessage(
                "share 1.5 must be between 0 and 1");
    }

    @Test
    void shouldCountBeyondThirtyTwoBits() {
        var histogram = of(1, 1, 1, 2);
        for (var doubling = 0; doubling < 40; doubling++) {
            histogram.merge(histogram.copy());
        }
        histogram.add(1);
        histogram.merge(of(1, 3));

        assertThat(histogram.count()).isEqualTo((4L << 40) + 3);
        assertThat(histogram.quantile(0.7499).orElseThrow()).isBetween(1.0, 1.008);
        assertThat(histogram.quantile(0.76).orElseThrow()).isBetween(2.0, 2.016);
        var small = of(1, 2);
        small.merge(histogram);
        assertThat(small.count()).isEqualTo((4L << 40) + 5);
        assertThat(bytes(LogLinearHistogram.read(new BinaryReader(bytes(small))))).isEqualTo(bytes(small));
    }

    @Test
    void shouldGoOverToWiderCountersAtTheLimit() {
        var octave = new Octave();
        octave.add(3, Integer.MAX_VALUE);
        octave.increment(3);
        octave.increment(5);
        var other = octave.copy();
        other.merge(octave);

        assertThat(octave.count(3)).isEqualTo(1L << 31);
        assertThat(octave.count(5)).isEqualTo(1);
        assertThat(other.count()).isEqualTo((1L << 32) + 2);
        assertThat(other.bucketAtRank((1L << 32) + 1)).isEqualTo(5);
    }

    @Test
    void shouldStoreBucketsInOneOrTwoBytes() {
        var random = new Random(6);
        var few = new double[100];
        Arrays.setAll(few, _ -> Math.exp(3 + random.nextGaussian()));
        var many = new double[100_000];
        Arrays.setAll(many, _ -> Math.exp(3 + random.nextGaussian()));

        assertThat(bytes(of(few)).length).isLessThan(150);
        assertThat(bytes(of(many)).length).isLessThan(1_400);
        assertThat(of(many).footprintBytes()).isLessThan(6_000);
    }

    @Test
    void shouldNotPayForTheRangeUpToAStrayMagnitude() {
        var histogram = of(1e-300, 1, 1e300, -1e-300, -1e300);

        assertThat(histogram.footprintBytes()).isLessThan(20_000);
        assertThat(bytes(histogram).length).isLessThan(50);
    }

    @Test
    void shouldRefuseImpossibleHistograms() {
        var out = new BinaryWriter();
        out.writeVarint(0);
        out.writeVarint(1);
        out.writeVarint(5 << 2 | 1);
        assertThatIllegalArgumentException().isThrownBy(
                () -> LogLinearHistogram.read(new BinaryReader(out.toByteArray()))).withMessage(
                        "a histogram has no 1 values in bucket 5 with 1 to come");
    }

    private static LogLinearHistogram of(double... values) {
        var histogram = new LogLinearHistogram();
        for (var value : values) {
            histogram.add(value);
        }
        return histogram;
    }

    private static byte[] bytes(LogLinearHistogram histogram) {
        var out = new BinaryWriter();
        histogram.writeTo(out);
        return out.toByteArray();
    }
}
