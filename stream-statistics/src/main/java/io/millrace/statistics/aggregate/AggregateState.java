package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What is kept of the events of a pane or window, in the parts that its {@link AggregateLayout} asks for.
 *
 * <p>{@link #merge} equals adding every event to one state, whatever the order and the grouping; the parts say with
 * what error. States with different parts can be merged: the result has the parts of both, each of the events that it
 * has seen. So {@code layout.empty()} merged with a state read from a store is that state, ready for the layout's
 * aggregates.
 * <p>The stored form says itself what it consists of and can be read without the layout.
 * <p>Not thread-safe: one instance belongs to one task.
 */
public final class AggregateState {

    private long count;
    private long firstMillis;
    private long lastMillis;
    private ValuePart[] valueParts;
    private TextPart[] textParts;

    AggregateState(EventSpan events, ValuePart[] valueParts, TextPart[] textParts) {
        count = events.count();
        firstMillis = events.firstMillis();
        lastMillis = events.lastMillis();
        this.valueParts = valueParts;
        this.textParts = textParts;
    }

    /**
     * Counts an event and folds what it brings along.
     *
     * @param timestampMillis event time, since the epoch
     * @param value the event's value; NaN or infinite when it has none
     * @param inputs the texts that distinct counts and top lists are of, by their input; {@code null} or empty where
     *            the event has none, and the array {@code null} or shorter where nothing follows
     */
    public void add(long timestampMillis, double value, String[] inputs) {
        count++;
        firstMillis = Math.min(firstMillis, timestampMillis);
        lastMillis = Math.max(lastMillis, timestampMillis);
        if (Double.isFinite(value)) {
            var folded = value + 0.0; // makes -0.0 positive, so that the order of the two zeros never shows
            for (var part : valueParts) {
                part.add(timestampMillis, folded);
            }
        }
        if (inputs != null) {
            addTexts(inputs);
        }
    }

    private void addTexts(String[] inputs) {
        for (var part : textParts) {
            var text = part.input() < inputs.length ? inputs[part.input()] : null;
            if (text != null && !text.isEmpty()) {
                part.add(text);
            }
        }
    }

    /** Takes in the events of another state, which stays as it is. Merging with itself doubles the events. */
    public void merge(AggregateState other) {
        var added = other == this ? copy() : other;
        count += added.count;
        firstMillis = Math.min(firstMillis, added.firstMillis);
        lastMillis = Math.max(lastMillis, added.lastMillis);
        valueParts = Parts.merged(valueParts, added.valueParts);
        textParts = Parts.merged(textParts, added.textParts);
    }

    /** A state of the same events that goes its own way from here. */
    public AggregateState copy() {
        return new AggregateState(events(), Parts.copies(valueParts), Parts.copies(textParts));
    }

    private EventSpan events() {
        return new EventSpan(count, firstMillis, lastMillis);
    }

    /** Writes the state in a compact form; {@link #read} gives a state that goes on alike. */
    public void writeTo(BinaryWriter out) {
        StateFormat.write(out, events(), valueParts, textParts);
    }

    /**
     * The state that {@link #writeTo} wrote; the reader is left behind it.
     *
     * @throws IllegalArgumentException when the bytes are cut short, damaged or of a version unknown here
     */
    public static AggregateState read(BinaryReader in) {
        return StateFormat.read(in);
    }

    /** How many events there were, exact beyond what a double can hold. */
    public long count() {
        return count;
    }

    /** Time of the earliest event; {@link Long#MAX_VALUE} when there was none. */
    public long firstEventMillis() {
        return firstMillis;
    }

    /** Time of the latest event; {@link Long#MIN_VALUE} when there was none. */
    public long lastEventMillis() {
        return lastMillis;
    }

    /** Whether there were no events. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Roughly how many bytes of heap the state takes, for the budget of a cache. */
    public int footprintBytes() {
        var bytes = 80;
        for (var part : valueParts) {
            bytes += part.footprintBytes();
        }
        for (var part : textParts) {
            bytes += part.footprintBytes();
        }
        return bytes;
    }

    /**
     * The aggregate of the events so far, or empty where it is undefined: without values, where the result leaves the
     * range of a double, where the state does not keep what it takes, and for top lists and buckets, which are no
     * single number.
     *
     * @param windowMillis length of the window that the state is of, for rates
     */
    public OptionalDouble value(Aggregate aggregate, long windowMillis) {
        return switch (aggregate) {
            case Aggregate.Count _ -> OptionalDouble.of(count);
            case Aggregate.Rate _ -> Defined.ifFinite(count * 1000.0 / windowMillis);
            case Aggregate.Sum _ -> of(SumPart.class, SumPart::sum);
            case Aggregate.Avg _ -> of(SumPart.class, SumPart::average);
            case Aggregate.Min _ -> of(ExtremesPart.class, ExtremesPart::min);
            case Aggregate.Max _ -> of(ExtremesPart.class, ExtremesPart::max);
            case Aggregate.Variance _ -> of(MomentPart.class, MomentPart::variance);
            case Aggregate.StandardDeviation _ -> of(MomentPart.class, MomentPart::standardDeviation);
            case Aggregate.First _ -> of(FirstPart.class, FirstPart::value);
            case Aggregate.Last _ -> of(LastPart.class, LastPart::value);
            case Aggregate.Quantile(var q) -> of(HistogramPart.class, part -> part.quantile(q));
            case Aggregate.Distinct(_, var input) -> distinct(input);
            case Aggregate.Top _,Aggregate.Buckets _ -> OptionalDouble.empty();
        };
    }

    private <P extends ValuePart> OptionalDouble of(Class<P> type, Function<P, OptionalDouble> result) {
        return Parts.first(valueParts, type, _ -> true).map(result).orElseGet(OptionalDouble::empty);
    }

    private OptionalDouble distinct(int input) {
        var part = Parts.first(textParts, DistinctPart.class, each -> each.input() == input);
        return part.isPresent() ? OptionalDouble.of(part.get().estimate()) : OptionalDouble.empty();
    }

    /** The most frequent texts, the most frequent first, equals by text; empty when the state keeps no such list. */
    public List<TopItem> top(Aggregate.Top top) {
        return Parts.first(textParts, TopPart.class, part -> part.input() == top.input()).map(
                part -> part.top(top.k())).orElseGet(List::of);
    }

    /** The buckets with their cumulative counts, the last of them infinite; empty when the state keeps none. */
    public List<Bucket> buckets(Aggregate.Buckets buckets) {
        return Parts.first(valueParts, BucketsPart.class, part -> part.isFor(buckets)).map(
                BucketsPart::cumulative).orElseGet(List::of);
    }
}
