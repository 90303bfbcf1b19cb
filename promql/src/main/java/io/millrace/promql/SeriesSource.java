package io.millrace.promql;

import java.util.List;

/**
 * Where the engine gets its series: a port, implemented over whatever holds the samples.
 *
 * <p>An implementation returns every series whose labels fulfil all matchers ({@link LabelMatcher#allMatch}) and that
 * has a sample in the span, each series once, in any order. Samples outside the span do no harm. It decides itself what
 * the asker may see, and throws what its caller handles when it can't answer.
 */
@FunctionalInterface
public interface SeriesSource {

    /**
     * The series and their samples.
     *
     * @param matchers conditions that all have to be met; at least one, and one of them does not fit a missing label
     * @param startMillis earliest sample that can count with the engine's lookback, inclusive; a series with a longer
     *            lookback of its own must reach back that much further
     * @param endMillis latest evaluation time, inclusive
     */
    List<Series> select(List<LabelMatcher> matchers, long startMillis, long endMillis);
}
