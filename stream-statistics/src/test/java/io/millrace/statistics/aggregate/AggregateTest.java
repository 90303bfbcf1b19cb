package io.millrace.statistics.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.statistics.aggregate.Aggregate.Buckets;
import io.millrace.statistics.aggregate.Aggregate.Distinct;
import io.millrace.statistics.aggregate.Aggregate.Quantile;
import io.millrace.statistics.aggregate.Aggregate.Top;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateTest {

    @ParameterizedTest
    @CsvSource({"count, false", "sum, true", "avg, true", "min, true", "max, true", "variance, true", "stddev, true",
            "first, true", "last, true", "rate, false"})
    void shouldFindAggregatesByTheirName(String name, boolean needsValue) {
        var aggregate = Aggregate.ofName(name).orElseThrow();

        assertThat(aggregate.name()).isEqualTo(name);
        assertThat(aggregate.needsValue()).isEqualTo(needsValue);
    }

    @ParameterizedTest
    @CsvSource({"p0, 0, p0", "p50, 0.5, p50", "p99, 0.99, p99", "p99.9, 0.999, p99_9", "p99.99, 0.9999, p99_99",
            "p2.5, 0.025, p2_5", "p100, 1, p100", "p50.0, 0.5, p50", "p7, 0.07, p7", "p0.1, 0.001, p0_1"})
    void shouldFindQuantilesByTheirPercentage(String declared, double share, String name) {
        var aggregate = Aggregate.ofName(declared).orElseThrow();

        assertThat(aggregate).isEqualTo(new Quantile(share));
        assertThat(aggregate.name()).isEqualTo(name);
        assertThat(aggregate.needsValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mode", "Count", "p", "p101", "p100.1", "p-1", "p05", "p1.", "p99_9", "q50", "p5e1",
            "p50 ", "distinct", "top", "buckets"})
    void shouldKnowNoOtherNames(String name) {
        assertThat(Aggregate.ofName(name)).isEmpty();
    }

    @Test
    void shouldRefuseImpossibleAggregates() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(1.01)).withMessage(
                "quantile 1.01 must be between 0 and 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distinct("users", -1)).withMessage(
                "aggregate 'users' has input -1, expected 0 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new Distinct("", 0)).withMessage(
                "an aggregate needs a name");
        assertThatIllegalArgumentException().isThrownBy(() -> new Top("top", 0, 0)).withMessage(
                "top list 'top' of 0 must have between 1 and 1000 items");
        assertThatIllegalArgumentException().isThrownBy(() -> new Buckets(List.of())).withMessage(
                "buckets must have between 1 and 200 finite bounds, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Buckets(List.of(1.0, 1.0))).withMessage(
                "bounds of buckets must be numbers that rise: [1.0, 1.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Buckets(List.of(Double.NaN, 1.0)));
    }

    @Test
    void shouldDropTheImpliedInfiniteBound() {
        assertThat(new Buckets(List.of(1.0, 2.0, Double.POSITIVE_INFINITY))).isEqualTo(new Buckets(List.of(1.0, 2.0)));
    }

    @Test
    void shouldSayHowManyTextsALayoutNeeds() {
        assertThat(AggregateLayout.of(List.of(new Aggregate.Count())).inputs()).isZero();
        assertThat(AggregateLayout.of(List.of(new Top("top", 3, 2), new Distinct("users", 0))).inputs()).isEqualTo(3);
    }
}
