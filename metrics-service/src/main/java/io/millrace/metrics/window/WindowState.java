package io.millrace.metrics.window;

import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.MetricAggregate;
import io.millrace.metrics.contribution.SeriesMessage.Contribution;
import io.millrace.statistics.Aggregation;
import io.millrace.statistics.DistinctCount;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is known of one window of one series. Mutable; belongs to one task. */
final class WindowState {

    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + 1 + Long.BYTES + Long.BYTES + Integer.BYTES + Short.BYTES;

    private final Aggregation aggregation;
    private final List<DistinctCount> distinct;
    private boolean closed;
    private long lastEventMillis;
    private long writtenMillis;

    private WindowState(Aggregation aggregation, List<DistinctCount> distinct) {
        this.aggregation = aggregation;
        this.distinct = distinct;
    }

    static WindowState empty(int distinctCounts) {
        var state = new WindowState(new Aggregation(),
                IntStream.range(0, distinctCounts).mapToObj(_ -> new DistinctCount()).toList());
        state.lastEventMillis = Long.MIN_VALUE;
        return state;
    }

    void add(Contribution contribution) {
        if (Double.isFinite(contribution.value())) {
            aggregation.add(contribution.value());
        } else {
            aggregation.addCountOnly();
        }
        for (int i = 0; i < distinct.size(); i++) {
            distinct.get(i).add(contribution.distinct().get(i));
        }
        lastEventMillis = Math.max(lastEventMillis, contribution.timestampMillis());
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** The latest event time in the window. */
    long lastEventMillis() {
        return lastEventMillis;
    }

    /** Wall time at which it was last written. */
    long writtenMillis() {
        return writtenMillis;
    }

    /** The metric's aggregates; undefined ones are left out. */
    Map<String, Double> values(CompiledMetric metric) {
        var values = new LinkedHashMap<String, Double>();
        int nextDistinct = 0;
        for (var aggregate : metric.aggregates()) {
            switch (aggregate) {
                case MetricAggregate.OfValue(var kind) ->
                    aggregation.value(kind).ifPresent(value -> values.put(aggregate.name(), value));
                case MetricAggregate.Distinct(var name, _) -> values.put(name, distinct.get(nextDistinct++).value());
            }
        }
        return values;
    }

    byte[] toBytes(long wallMillis) {
        writtenMillis = wallMillis;
        var folded = aggregation.toBytes();
        var counts = distinct.stream().map(DistinctCount::toBytes).toList();
        int length = HEADER_BYTES + folded.length + counts.stream().mapToInt(c -> Integer.BYTES + c.length).sum();
        var out = ByteBuffer.allocate(length).put(VERSION).put((byte) (closed ? 1 : 0)).putLong(
                lastEventMillis).putLong(writtenMillis).putInt(folded.length).put(folded).putShort(
                        (short) counts.size());
        counts.forEach(count -> out.putInt(count.length).put(count));
        return out.array();
    }

    static WindowState fromBytes(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of a window's state: " + version);
        }
        boolean closed = in.get() == 1;
        long lastEvent = in.getLong();
        long written = in.getLong();
        var aggregation = Aggregation.fromBytes(next(in));
        var counts = new ArrayList<DistinctCount>();
        for (int left = in.getShort(); left > 0; left--) {
            counts.add(DistinctCount.fromBytes(next(in)));
        }
        var state = new WindowState(aggregation, counts);
        state.closed = closed;
        state.lastEventMillis = lastEvent;
        state.writtenMillis = written;
        return state;
    }

    private static byte[] next(ByteBuffer in) {
        var part = new byte[in.getInt()];
        in.get(part);
        return part;
    }

}
