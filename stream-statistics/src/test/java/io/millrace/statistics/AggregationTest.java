package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationTest {

    @Test
    void shouldFoldValues() {
        var aggregation = of(3, 1, 2.5);

        assertThat(aggregation.value(AggregateKind.COUNT)).hasValue(3);
        assertThat(aggregation.value(AggregateKind.SUM)).hasValue(6.5);
        assertThat(aggregation.value(AggregateKind.AVG)).hasValue(6.5 / 3);
        assertThat(aggregation.value(AggregateKind.MIN)).hasValue(1);
        assertThat(aggregation.value(AggregateKind.MAX)).hasValue(3);
    }

    @Test
    void shouldCountEventsWithoutValueInTheCountAlone() {
        var aggregation = of(4, 6);
        aggregation.addCountOnly();

        assertThat(aggregation.count()).isEqualTo(3);
        assertThat(aggregation.value(AggregateKind.COUNT)).hasValue(3);
        assertThat(aggregation.value(AggregateKind.AVG)).hasValue(5);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COUNT")
    void shouldBeUndefinedWithoutValues(AggregateKind kind) {
        var aggregation = new Aggregation();
        assertThat(aggregation.value(kind)).isEmpty();

        aggregation.addCountOnly();

        assertThat(aggregation.value(kind)).isEmpty();
        assertThat(aggregation.value(AggregateKind.COUNT)).hasValue(1);
    }

    @Test
    void shouldCountNothingAsZero() {
        assertThat(new Aggregation().value(AggregateKind.COUNT)).hasValue(0);
    }

    @Test
    void shouldFoldNegativeValues() {
        assertThat(of(-3, -1).value(AggregateKind.MAX)).hasValue(-1);
        assertThat(of(-3, -1).value(AggregateKind.MIN)).hasValue(-3);
        assertThat(of(-3, -1).value(AggregateKind.SUM)).hasValue(-4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRejectWhatIsNoNumberAndKeepWhatItHas(double value) {
        var aggregation = of(1);

        assertThatIllegalArgumentException().isThrownBy(() -> aggregation.add(value)).withMessage(
                "value " + value + " is not a finite number");

        assertThat(aggregation.toBytes()).isEqualTo(of(1).toBytes());
    }

    @Test
    void shouldKeepWhatAPlainSumLoses() {
        assertThat(of(1, 1e100, 1, -1e100).value(AggregateKind.SUM)).hasValue(2);
        assertThat(of(0.1, 0.2, -0.3).value(AggregateKind.SUM).orElseThrow()).isEqualTo(0.1 + 0.2 - 0.3,
                within(1e-16));
    }

    @Test
    void shouldCarryWhatASumLostThroughMergesAndBytes() {
        var total = of(1e100);
        total.merge(of(1));
        total = Aggregation.fromBytes(total.toBytes());
        total.merge(of(-1e100));

        assertThat(total.value(AggregateKind.SUM)).hasValue(1);
    }

    @Test
    void shouldSumMoneyToTheCentInAnyOrderAndAnyPartition() {
        for (var seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var amounts = amounts(random, 5_000);
            var exact = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add).setScale(4);
            Collections.shuffle(amounts, random);

            var parts = Stream.generate(Aggregation::new).limit(1 + random.nextInt(50)).toList();
            amounts.forEach(amount -> parts.get(random.nextInt(parts.size())).add(amount.doubleValue()));
            var total = mergedInRandomOrder(parts, random);

            assertThat(rounded(total.value(AggregateKind.SUM))).isEqualTo(exact);
        }
    }

    @Test
    void shouldMergeCommutativelyToTheBit() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var a = random(random);
            var b = random(random);

            assertThat(merged(a, b).toBytes()).isEqualTo(merged(b, a).toBytes());
        }
    }

    @Test
    void shouldMergeAssociatively() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var a = random(random);
            var b = random(random);
            var c = random(random);

            assertSame(merged(merged(a, b), c), merged(a, merged(b, c)));
        }
    }

    @Test
    void shouldMergeToTheSameAsAddingAll() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var values = values(random, random.nextInt(100));
            var parts = Stream.generate(Aggregation::new).limit(1 + random.nextInt(9)).toList();
            Arrays.stream(values).forEach(value -> parts.get(random.nextInt(parts.size())).add(value));

            assertSame(mergedInRandomOrder(parts, random), of(values));
        }
    }

    @Test
    void shouldLeaveTheMergedOneAsItIs() {
        var other = of(2, 3);
        var before = other.toBytes();

        of(1).merge(other);

        assertThat(other.toBytes()).isEqualTo(before);
    }

    @Test
    void shouldGoItsOwnWayAsACopy() {
        var original = of(1);
        var copy = original.copy();
        original.add(2);

        assertThat(copy.toBytes()).isEqualTo(of(1).toBytes());
    }

    @Test
    void shouldBeUndefinedOnceTheSumHasLeftTheRange() {
        var aggregation = of(Double.MAX_VALUE, Double.MAX_VALUE);
        assertThat(aggregation.value(AggregateKind.SUM)).isEmpty();

        aggregation.merge(of(-Double.MAX_VALUE, -Double.MAX_VALUE));

        assertThat(aggregation.value(AggregateKind.SUM)).isEmpty();
        assertThat(aggregation.value(AggregateKind.AVG)).isEmpty();
        assertThat(aggregation.value(AggregateKind.MIN)).hasValue(-Double.MAX_VALUE);
        assertThat(aggregation.value(AggregateKind.COUNT)).hasValue(4);
        assertThat(Aggregation.fromBytes(aggregation.toBytes()).value(AggregateKind.SUM)).isEmpty();
    }

    private static List<BigDecimal> amounts(Random random, int count) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(
                _ -> BigDecimal.valueOf(random.nextLong(-50_000_000, 1_000_000_000), 4)).toList());
    }

    private static BigDecimal rounded(OptionalDouble value) {
        return new BigDecimal(value.orElseThrow()).setScale(4, RoundingMode.HALF_EVEN);
    }

    private static Aggregation mergedInRandomOrder(List<Aggregation> parts, Random random) {
        var rest = new ArrayList<>(parts);
        while (rest.size() > 1) {
            var a = rest.remove(random.nextInt(rest.size()));
            rest.get(random.nextInt(rest.size())).merge(a);
        }
        return rest.getFirst();
    }

    static Aggregation merged(Aggregation a, Aggregation b) {
        var result = a.copy();
        result.merge(b);
        return result;
    }

    static Aggregation of(double... values) {
        var aggregation = new Aggregation();
        Arrays.stream(values).forEach(aggregation::add);
        return aggregation;
    }

    /** Any aggregation: empty, counts only, values of one or of many magnitudes. */
    static Aggregation random(Random random) {
        var aggregation = of(values(random, random.nextInt(20)));
        IntStream.range(0, random.nextInt(3)).forEach(_ -> aggregation.addCountOnly());
        return aggregation;
    }

    private static double[] values(Random random, int count) {
        return IntStream.range(0, count).mapToDouble(
                _ -> random.nextGaussian() * Math.pow(10, random.nextInt(-3, 12))).toArray();
    }

    private static void assertSame(Aggregation actual, Aggregation expected) {
        assertThat(actual.count()).isEqualTo(expected.count());
        assertThat(actual.value(AggregateKind.MIN)).isEqualTo(expected.value(AggregateKind.MIN));
        assertThat(actual.value(AggregateKind.MAX)).isEqualTo(expected.value(AggregateKind.MAX));
        assertWithinAnUlp(actual.value(AggregateKind.SUM), expected.value(AggregateKind.SUM));
        assertWithinAnUlp(actual.value(AggregateKind.AVG), expected.value(AggregateKind.AVG));
    }

    private static void assertWithinAnUlp(OptionalDouble actual, OptionalDouble expected) {
        assertThat(actual.isPresent()).isEqualTo(expected.isPresent());
        expected.ifPresent(value -> assertThat(actual.getAsDouble()).isEqualTo(value, within(Math.ulp(value))));
    }
}
