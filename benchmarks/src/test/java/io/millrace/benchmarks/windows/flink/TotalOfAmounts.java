package io.millrace.benchmarks.windows.flink;

import org.apache.flink.api.common.functions.AggregateFunction;

/** Count and sum of a window's amounts, added up as they come. */
final class TotalOfAmounts implements AggregateFunction<Amount, SeriesTotal, SeriesTotal> {

    private static final long serialVersionUID = 1;

    @Override
    public SeriesTotal createAccumulator() {
        return new SeriesTotal();
    }

    @Override
    public SeriesTotal add(Amount amount, SeriesTotal total) {
        total.count++;
        total.sum += amount.amount;
        return total;
    }

    @Override
    public SeriesTotal getResult(SeriesTotal total) {
        return total;
    }

    @Override
    public SeriesTotal merge(SeriesTotal one, SeriesTotal other) {
        one.count += other.count;
        one.sum += other.sum;
        return one;
    }

}
