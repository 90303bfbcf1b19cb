package io.millrace.statistics.aggregate;

import java.util.List;

/**
 * Which parts have to be kept for a list of aggregates. Aggregates share them: {@code avg} needs nothing beyond
 * {@code sum}, {@code p99} nothing beyond {@code p50}.
 *
 * <p>Immutable and thread-safe.
 */
public final class AggregateLayout {

    private final ValuePart[] valueParts;
    private final TextPart[] textParts;

    private AggregateLayout(ValuePart[] valueParts, TextPart[] textParts) {
        this.valueParts = valueParts;
        this.textParts = textParts;
    }

    /** The layout for these aggregates, in whatever order. */
    public static AggregateLayout of(List<Aggregate> aggregates) {
        var valueParts = new ValuePart[0];
        var textParts = new TextPart[0];
        for (var aggregate : aggregates) {
            switch (partFor(aggregate)) {
                case ValuePart needed -> valueParts = Parts.merged(valueParts, new ValuePart[]{needed});
                case TextPart needed -> textParts = Parts.merged(textParts, new TextPart[]{needed});
                case null -> {
                    // the number of events is always kept
                }
            }
        }
        return new AggregateLayout(valueParts, textParts);
    }

    private static Part partFor(Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Count _,Aggregate.Rate _ -> null;
            case Aggregate.Sum _,Aggregate.Avg _ -> new SumPart();
            case Aggregate.Min _,Aggregate.Max _ -> new ExtremesPart();
            case Aggregate.Variance _,Aggregate.StandardDeviation _ -> new MomentPart();
            case Aggregate.First _ -> new FirstPart();
            case Aggregate.Last _ -> new LastPart();
            case Aggregate.Quantile _ -> new HistogramPart();
            case Aggregate.Buckets buckets -> new BucketsPart(buckets);
            case Aggregate.Distinct(_, var input) -> new DistinctPart(input);
            case Aggregate.Top top -> new TopPart(top);
        };
    }

    /** A state of no events. */
    public AggregateState empty() {
        return new AggregateState(EventSpan.NONE, Parts.copies(valueParts), Parts.copies(textParts));
    }

    /** How many texts {@link AggregateState#add} needs: one more than the highest input; 0 without any. */
    public int inputs() {
        var inputs = 0;
        for (var part : textParts) {
            inputs = Math.max(inputs, part.input() + 1);
        }
        return inputs;
    }
}
