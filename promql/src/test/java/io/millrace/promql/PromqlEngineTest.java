package io.millrace.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.promql.QueryResult.Matrix;
import io.millrace.promql.QueryResult.Scalar;
import io.millrace.promql.QueryResult.Vector;
import io.millrace.promql.QueryResult.Vector.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromqlEngineTest {

    private static final long MINUTE = 60_000;

    private final List<Series> stored = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final PromqlEngine engine = new PromqlEngine(this::select);

    @Test
    void shouldAnswerTheHealthCheckOfGrafana() {
        assertThat(engine.instant("1+1", 4_000)).isEqualTo(new Scalar(new Sample(4_000, 2)));
        assertThat(engine.instant("1+1", 4_000).resultType()).isEqualTo("scalar");
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldGiveTheNewestValueOfEachSeriesAtTheTimeAskedFor() {
        given("up", "b", at(0, 1), at(MINUTE, 2), at(2 * MINUTE, 3));
        given("up", "a", at(MINUTE, 4));
        given("down", "a", at(MINUTE, 5));

        var result = engine.instant("up", MINUTE + 1);

        assertThat(result).isEqualTo(new Vector(List.of(new Element(labels("up", "a"), at(MINUTE + 1, 4)),
                new Element(labels("up", "b"), at(MINUTE + 1, 2)))));
        assertThat(result.resultType()).isEqualTo("vector");
    }

    @Test
    void shouldCountASampleExactlyAtTheTimeAskedFor() {
        given("up", "a", at(1_000, 1));

        assertThat(values("up", 999)).isEmpty();
        assertThat(values("up", 1_000)).containsExactly(1.0);
    }

    @Test
    void shouldNoLongerCountASampleAsOldAsTheLookback() {
        given("up", "a", at(0, 1));

        assertThat(values("up", 5 * MINUTE - 1)).containsExactly(1.0);
        assertThat(values("up", 5 * MINUTE)).isEmpty();
    }

    @Test
    void shouldGoByTheLookbackOfTheQuery() {
        given("up", "a", at(0, 1));
        var shorter = engine.withLookback(Duration.ofSeconds(10));

        assertThat(shorter.instant("up", 9_999)).isNotEqualTo(new Vector(List.of()));
        assertThat(shorter.instant("up", 10_000)).isEqualTo(new Vector(List.of()));
    }

    @Test
    void shouldGoByTheLookbackOfTheSeriesBeforeItsOwn() {
        stored.add(series("up", "longer", at(0, 1)).withLookback(60 * MINUTE));
        stored.add(series("up", "shorter", at(0, 2)).withLookback(MINUTE));

        assertThat(values("up", MINUTE - 1)).containsExactly(1.0, 2.0);
        assertThat(values("up", MINUTE)).containsExactly(1.0);
        assertThat(values("up", 60 * MINUTE - 1)).containsExactly(1.0);
        assertThat(values("up", 60 * MINUTE)).isEmpty();
    }

    @Test
    void shouldEndASeriesAtAStalenessMark() {
        given("up", "a", at(0, 1), Sample.stale(1_000), at(3_000, Double.NaN));

        assertThat(values("up", 999)).containsExactly(1.0);
        assertThat(values("up", 2_999)).isEmpty();
        assertThat(values("up", 3_000)).containsExactly(Double.NaN);
    }

    @Test
    void shouldAskForTheSpanThatCanCount() {
        engine.instant("up{a=\"b\"}", 10 * MINUTE);
        engine.range("up", 10 * MINUTE, 12 * MINUTE + 5, MINUTE);
        engine.instant("up", Long.MIN_VALUE);

        assertThat(asked).containsExactly("[a=\"b\", __name__=\"up\"] 300001 to 600000",
                "[__name__=\"up\"] 300001 to 720000",
                "[__name__=\"up\"] " + Long.MIN_VALUE + " to " + Long.MIN_VALUE);
    }

    @Test
    void shouldGiveTheValuesAtEachStepUpToTheEnd() {
        given("up", "b", at(0, 1), at(MINUTE, 2), at(8 * MINUTE, 3));
        given("up", "a", at(2 * MINUTE, 4));
        given("up", "never", at(-5 * MINUTE, 5));

        var result = engine.range("up", 0, 9 * MINUTE + 1, 3 * MINUTE);

        assertThat(result).isEqualTo(new Matrix(List.of(
                new Series(labels("up", "a"), List.of(at(3 * MINUTE, 4), at(6 * MINUTE, 4))),
                new Series(labels("up", "b"), List.of(at(0, 1), at(3 * MINUTE, 2), at(9 * MINUTE, 3))))));
        assertThat(result.resultType()).isEqualTo("matrix");
    }

    @Test
    void shouldCountExactlyTheWindowsOfTheLookback() {
        given("up", "a",
                IntStream.rangeClosed(0, 10).mapToObj(minute -> at(minute * MINUTE, minute)).toArray(Sample[]::new));

        var series = engine.range("up", 0, 20 * MINUTE, MINUTE).series().getFirst();

        assertThat(series.samples()).last().isEqualTo(at(14 * MINUTE, 10));
    }

    @Test
    void shouldGiveNumbersAtEachStepWithoutLabels() {
        assertThat(engine.range("2*3", 0, 10, 5)).isEqualTo(
                new Matrix(List.of(new Series(Labels.empty(), List.of(at(0, 6), at(5, 6), at(10, 6))))));
    }

    @Test
    void shouldAnswerAtOneTimeWhenStartIsTheEnd() {
        assertThat(engine.range("1", 7, 7, 1).series().getFirst().samples()).containsExactly(at(7, 1));
    }

    @Test
    void shouldRefuseMoreThan11000Steps() {
        assertThat(engine.range("1", 0, 11_000_999, 1_000).series().getFirst().samples()).hasSize(11_001);

        assertRefused(0, 11_001_000, 1_000, "exceeded maximum resolution of 11,000 points per timeseries. "
                + "Try decreasing the query resolution (?step=XX)");
        assertRefused(Long.MIN_VALUE, Long.MAX_VALUE, 1_000, "exceeded maximum resolution of 11,000 points per "
                + "timeseries. Try decreasing the query resolution (?step=XX)");
        assertThat(engine.range("1", Long.MIN_VALUE, Long.MAX_VALUE,
                Long.MAX_VALUE).series().getFirst().samples()).hasSize(3);
    }

    @Test
    void shouldRefuseARangeThatIsNone() {
        assertRefused(1, 0, 1, "invalid parameter \"end\": end timestamp must not be before start time");
        assertRefused(0, 1, 0, "invalid parameter \"step\": zero or negative query resolution step widths are not "
                + "accepted. Try a positive integer");
        assertRefused(0, 1, -1, "invalid parameter \"step\": zero or negative query resolution step widths are not "
                + "accepted. Try a positive integer");
    }

    @Test
    void shouldRefuseALookbackOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> engine.withLookback(Duration.ZERO)).withMessage(
                "lookback PT0S must be at least 1 ms");
    }

    @Test
    void shouldRefuseTheSameSeriesTwice() {
        given("up", "a", at(0, 1));
        given("up", "a", at(0, 1));

        assertThatExceptionOfType(PromqlException.class).isThrownBy(() -> engine.instant("up", 0)).withMessage(
                "vector cannot contain metrics with the same labelset: up{job=\"a\"}").satisfies(
                        refused -> assertThat(refused.errorType().text()).isEqualTo("execution"));
    }

    @Test
    void shouldRefuseSamplesOutOfOrder() {
        assertThatIllegalArgumentException().isThrownBy(() -> series("up", "a", at(1, 1), at(1, 2))).withMessage(
                "samples of up{job=\"a\"} are out of order at 1");
        assertThatIllegalArgumentException().isThrownBy(() -> series("up", "a").withLookback(0)).withMessage(
                "lookback of up{job=\"a\"} must be longer than 0 ms");
    }

    private void assertRefused(long start, long end, long step, String message) {
        assertThatExceptionOfType(PromqlException.class).isThrownBy(
                () -> engine.range("1", start, end, step)).withMessage(message).satisfies(
                        refused -> assertThat(refused.errorType().text()).isEqualTo("bad_data"));
    }

    private List<Series> select(List<LabelMatcher> matchers, long start, long end) {
        asked.add(matchers + " " + start + " to " + end);
        return stored.stream().filter(series -> LabelMatcher.allMatch(matchers, series.labels())).toList();
    }

    private List<Double> values(String query, long time) {
        return switch (engine.instant(query, time)) {
            case Vector(var elements) -> elements.stream().map(element -> element.sample().value()).toList();
            case Scalar _,Matrix _ -> throw new AssertionError(query + " is no vector");
        };
    }

    private void given(String metric, String job, Sample... samples) {
        stored.add(series(metric, job, samples));
    }

    private static Series series(String metric, String job, Sample... samples) {
        return new Series(labels(metric, job), Arrays.asList(samples));
    }

    private static Labels labels(String metric, String job) {
        return Labels.of(metric, Map.of("job", job));
    }

    private static Sample at(long timestamp, double value) {
        return new Sample(timestamp, value);
    }
}
