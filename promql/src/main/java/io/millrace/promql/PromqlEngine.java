package io.millrace.promql;

import io.millrace.promql.Expression.VectorSelector;
import io.millrace.promql.QueryResult.Matrix;
import io.millrace.promql.QueryResult.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Evaluates queries over a source of series, at one time or at steps over a range.
 *
 * <p>At an evaluation time t a series has the value of its newest sample in (t - lookback, t]; the lookback is five
 * minutes unless the engine or the series says otherwise. Times are milliseconds since the epoch. Immutable, and
 * thread-safe if the source is.
 */
public final class PromqlEngine {

    /** How long a sample counts when nobody says otherwise: five minutes. */
    public static final Duration DEFAULT_LOOKBACK = Duration.ofMinutes(5);

    /** A range may have this many steps beyond its first point. */
    public static final int MAX_STEPS = 11_000;

    private final SeriesSource source;
    private final long lookbackMillis;

    /** An engine with the default lookback. */
    public PromqlEngine(SeriesSource source) {
        this(source, DEFAULT_LOOKBACK);
    }

    /**
     * @param source where the series come from
     * @param lookback how long a sample counts; at least a millisecond
     * @throws IllegalArgumentException when the lookback is shorter
     */
    public PromqlEngine(SeriesSource source, Duration lookback) {
        if (lookback.toMillis() < 1) {
            throw new IllegalArgumentException("lookback " + lookback + " must be at least 1 ms");
        }
        this.source = source;
        this.lookbackMillis = lookback.toMillis();
    }

    /** An engine over the same source with another lookback, for a query that asks for one. */
    public PromqlEngine withLookback(Duration lookback) {
        return new PromqlEngine(source, lookback);
    }

    /**
     * The answer at one time: a scalar for numbers, a vector for a selector.
     *
     * @throws PromqlException when the query is wrong, not supported yet, or the source has a series twice
     */
    public QueryResult instant(String query, long timeMillis) {
        return switch (PromqlParser.parse(query)) {
            case Expression.Scalar number -> new QueryResult.Scalar(new Sample(timeMillis, number.value()));
            case VectorSelector selector -> vector(selector, timeMillis);
        };
    }

    /**
     * The answers at {@code start}, {@code start + step} and so on up to {@code end}, which is included if a step falls
     * on it. Numbers give one series without labels.
     *
     * @throws PromqlException when the query is wrong or not supported yet, the end is before the start, the step is not
     *             positive, there are more than {@value #MAX_STEPS} steps, or the source has a series twice
     */
    public Matrix range(String query, long startMillis, long endMillis, long stepMillis) {
        var steps = steps(startMillis, endMillis, stepMillis);
        return switch (PromqlParser.parse(query)) {
            case Expression.Scalar number ->
                new Matrix(List.of(constant(number.value(), startMillis, stepMillis, steps)));
            case VectorSelector selector -> matrix(selector, startMillis, stepMillis, steps);
        };
    }

    private static int steps(long start, long end, long step) {
        if (end < start) {
            throw PromqlException.badData("invalid parameter \"end\": end timestamp must not be before start time");
        }
        if (step <= 0) {
            throw PromqlException.badData("invalid parameter \"step\": zero or negative query resolution step widths "
                    + "are not accepted. Try a positive integer");
        }
        var steps = Long.divideUnsigned(end - start, step);
        if (Long.compareUnsigned(steps, MAX_STEPS) > 0) {
            throw PromqlException.badData("exceeded maximum resolution of 11,000 points per timeseries. "
                    + "Try decreasing the query resolution (?step=XX)");
        }
        return (int) steps;
    }

    private static Series constant(double value, long start, long step, int steps) {
        var samples = new ArrayList<Sample>(steps + 1);
        for (var i = 0; i <= steps; i++) {
            samples.add(new Sample(start + i * step, value));
        }
        return new Series(Labels.empty(), samples);
    }

    private Vector vector(VectorSelector selector, long time) {
        var elements = new ArrayList<Vector.Element>();
        for (var series : select(selector, time, time)) {
            new SeriesCursor(series, lookbackMillis).valueAt(time).ifPresent(
                    value -> elements.add(new Vector.Element(series.labels(), new Sample(time, value))));
        }
        return new Vector(elements);
    }

    private Matrix matrix(VectorSelector selector, long start, long step, int steps) {
        var result = new ArrayList<Series>();
        for (var series : select(selector, start, start + steps * step)) {
            var samples = atSteps(series, start, step, steps);
            if (!samples.isEmpty()) {
                result.add(new Series(series.labels(), samples));
            }
        }
        return new Matrix(result);
    }

    private List<Sample> atSteps(Series series, long start, long step, int steps) {
        var cursor = new SeriesCursor(series, lookbackMillis);
        var samples = new ArrayList<Sample>();
        for (var i = 0; i <= steps; i++) {
            var time = start + i * step;
            cursor.valueAt(time).ifPresent(value -> samples.add(new Sample(time, value)));
        }
        return samples;
    }

    private List<Series> select(VectorSelector selector, long first, long last) {
        var sorted = source.select(selector.matchers(), earliest(first), last).stream().sorted(
                Comparator.comparing(Series::labels)).toList();
        for (var i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).labels().equals(sorted.get(i - 1).labels())) {
                throw PromqlException.execution(
                        "vector cannot contain metrics with the same labelset: " + sorted.get(i).labels());
            }
        }
        return sorted;
    }

    private long earliest(long first) {
        return first >= Long.MIN_VALUE + lookbackMillis ? first - lookbackMillis + 1 : Long.MIN_VALUE;
    }
}
