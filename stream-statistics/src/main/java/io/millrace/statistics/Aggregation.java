package io.millrace.statistics;

import java.util.OptionalDouble;

/**
 * What a metric knows of the events of one group in one window, folded one event at a time.
 *
 * <p>Shape: {@link #add} for an event with a value, {@link #addCountOnly} for one without. The count is of all events;
 * sum, average, minimum and maximum are of the values alone, in their unit.
 * <p>Error: count, minimum and maximum are exact; the sum is compensated, so that amounts with four decimals agree
 * after rounding to four decimals whatever the order of the events and of the merges, as long as the sum of the
 * magnitudes stays below 10^11. {@link #merge} equals adding every event to one instance.
 * <p>Undefined: NaN and infinities are rejected; without a value everything but the count is empty, not 0, so that
 * nobody alerts on it by accident; sum and average are empty as well once the sum has left the range of a double.
 * <p>Not thread-safe: one instance belongs to one task.
 */
public final class Aggregation {

    private long events;
    private long values;
    private CompensatedSum sum = new CompensatedSum();
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** An aggregation of no events. */
    public Aggregation() {}

    Aggregation(long events, long values, CompensatedSum sum, double min, double max) {
        this.events = events;
        this.values = values;
        this.sum = sum;
        this.min = min;
        this.max = max;
    }

    /**
     * Counts an event and folds its value.
     *
     * @throws IllegalArgumentException when the value is NaN or infinite; nothing is counted then
     */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value " + value + " is not a finite number");
        }
        events++;
        values++;
        sum.add(value);
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    /** Counts an event that has no value. */
    public void addCountOnly() {
        events++;
    }

    /** Takes in the events of another aggregation, which stays as it is. Merging with itself doubles everything. */
    public void merge(Aggregation other) {
        events += other.events;
        values += other.values;
        sum.merge(other.sum);
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /** An aggregation of the same events that goes its own way from here. */
    public Aggregation copy() {
        return new Aggregation(events, values, new CompensatedSum(sum.sum(), sum.compensation()), min, max);
    }

    /** How many events there were, exact beyond what a double can hold. */
    public long count() {
        return events;
    }

    /** The aggregate of that kind, or empty where it is undefined. */
    public OptionalDouble value(AggregateKind kind) {
        return switch (kind) {
            case COUNT -> OptionalDouble.of(events);
            case SUM -> finite(sum.value());
            case AVG -> finite(sum.value() / values);
            case MIN -> finite(min);
            case MAX -> finite(max);
        };
    }

    private OptionalDouble finite(double value) {
        return values > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** A compact form with a version in front; {@link #fromBytes} gives an aggregation that goes on in the same bits. */
    public byte[] toBytes() {
        return AggregationFormat.write(this);
    }

    /**
     * The aggregation that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException when the bytes are cut short, too many, damaged or of a version unknown here
     */
    public static Aggregation fromBytes(byte[] bytes) {
        return AggregationFormat.read(bytes);
    }

    long values() {
        return values;
    }

    CompensatedSum sum() {
        return sum;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
