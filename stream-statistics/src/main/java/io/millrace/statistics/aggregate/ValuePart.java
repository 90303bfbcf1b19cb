package io.millrace.statistics.aggregate;

/** A part that is made of the events' values. */
abstract sealed class ValuePart extends Part permits SumPart, ExtremesPart, MomentPart, TimedValuePart, HistogramPart,
        BucketsPart {

    /**
     * Folds the value of an event.
     *
     * @param value finite and not -0.0
     */
    abstract void add(long timestampMillis, double value);

    @Override
    abstract ValuePart copy();
}
