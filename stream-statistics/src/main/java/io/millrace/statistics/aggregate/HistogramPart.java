package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.OptionalDouble;

/** How the values are distributed; for all quantiles. */
final class HistogramPart extends ValuePart {

    private static final int FOOTPRINT = 16;

    private final LogLinearHistogram histogram;

    HistogramPart() {
        this(new LogLinearHistogram());
    }

    private HistogramPart(LogLinearHistogram histogram) {
        this.histogram = histogram;
    }

    @Override
    PartKind kind() {
        return PartKind.HISTOGRAM;
    }

    @Override
    void add(long timestampMillis, double value) {
        histogram.add(value);
    }

    @Override
    void merge(Part other) {
        histogram.merge(((HistogramPart) other).histogram);
    }

    OptionalDouble quantile(double share) {
        return histogram.quantile(share);
    }

    @Override
    HistogramPart copy() {
        return new HistogramPart(histogram.copy());
    }

    @Override
    void writeTo(BinaryWriter out, EventSpan events) {
        histogram.writeTo(out);
    }

    static HistogramPart read(BinaryReader in, EventSpan events) {
        var histogram = LogLinearHistogram.read(in);
        if (histogram.count() > events.count()) {
            throw new IllegalArgumentException(
                    "a histogram has %d values of %d events".formatted(histogram.count(), events.count()));
        }
        return new HistogramPart(histogram);
    }

    @Override
    int footprintBytes() {
        return FOOTPRINT + histogram.footprintBytes();
    }
}
