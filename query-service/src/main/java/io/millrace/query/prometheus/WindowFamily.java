package io.millrace.query.prometheus;

import io.millrace.promql.Labels;
import io.millrace.query.metrics.ReadableMetric;
import io.millrace.query.metrics.ReadableMetric.Aggregated;
import io.millrace.query.metrics.ReadableMetric.Kept;
import io.millrace.query.metrics.ReadableMetric.Ratio;
import io.millrace.query.metrics.ReadableMetric.Unreadable;
import io.millrace.result.WindowResult;
import io.millrace.statistics.aggregate.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The series of one aggregate of windows.
 *
 * @param name
 *            the Prometheus name: {@code average_order_value_avg}, {@code latency_bucket}, {@code revenue_by_currency_sum}
 * @param aggregate
 *            its name in results
 */
record WindowFamily(String name, WindowSource source, String aggregate, Shape shape) {

    static final String WINDOW = "window";
    static final String TENANT = "tenant";

    /** What an aggregate is of one window, and so how many series it has for each group. */
    enum Shape {

        /** A number. */
        NUMBER(Optional.empty()),

        /** Counts up to bounds, each of them including those before. */
        BUCKETS(Optional.of("le")),

        /** Counts of the most frequent values. */
        TOP(Optional.of("value"));

        private final Optional<String> label;

        Shape(Optional<String> label) {
            this.label = label;
        }

        /** The label that tells the series of a group apart. */
        Optional<String> label() {
            return label;
        }
    }

    /** The families of a metric. */
    static List<WindowFamily> of(ReadableMetric metric) {
        var families = new ArrayList<WindowFamily>();
        shapes(metric).forEach((aggregate, shape) -> WindowSource.of(metric).forEach(source -> families.add(
                new WindowFamily(source.prefix() + "_" + (shape == Shape.BUCKETS ? "bucket" : aggregate), source,
                        aggregate, shape))));
        return families;
    }

    private static Map<String, Shape> shapes(ReadableMetric metric) {
        var shapes = new TreeMap<String, Shape>();
        metric.aggregates().forEach(aggregate -> shapes.put(aggregate, Shape.NUMBER));
        switch (metric) {
            case Aggregated(var compiled) -> compiled.aggregates().forEach(aggregate -> {
                switch (aggregate) {
                    case Aggregate.Top top -> shapes.put(top.name(), Shape.TOP);
                    case Aggregate.Buckets buckets -> shapes.put(buckets.name(), Shape.BUCKETS);
                    default -> shapes.put(aggregate.name(), Shape.NUMBER);
                }
            });
            case Ratio _,Unreadable _,Kept _ -> {
            }
        }
        return shapes;
    }

    String windowName() {
        return source.windowName();
    }

    /** Hands over the series that a window has a sample of, and its value; undefined ones are left out. */
    void forEachSample(WindowResult window, BiConsumer<Labels, Double> action) {
        switch (shape) {
            case NUMBER -> {
                var value = window.values().get(aggregate);
                if (value != null) {
                    action.accept(labels(window, ""), value);
                }
            }
            case BUCKETS -> {
                if (window.buckets() != null) {
                    window.buckets().getOrDefault(aggregate, Map.of()).forEach(
                            (bound, count) -> action.accept(labels(window, bound), (double) count));
                }
            }
            case TOP -> {
                if (window.top() != null) {
                    window.top().getOrDefault(aggregate, List.of()).forEach(
                            item -> action.accept(labels(window, item.value()), (double) item.count()));
                }
            }
        }
    }

    /** The names of the labels of its series. */
    List<String> labelNames() {
        var names = new ArrayList<>(List.of(Labels.METRIC_NAME, WINDOW, TENANT));
        shape.label().ifPresent(names::add);
        source.dimensions().forEach(dimension -> names.add(label(dimension)));
        return names;
    }

    private Labels labels(WindowResult window, String own) {
        var labels = new TreeMap<String, String>();
        window.group().forEach((dimension, value) -> labels.put(label(dimension), value));
        shape.label().ifPresent(label -> labels.put(label, own));
        labels.put(WINDOW, windowName());
        labels.put(TENANT, window.tenantId());
        return Labels.of(name, labels);
    }

    /**
     * The label of a dimension: its name, as far as labels may be called so. Where the aggregate has a label of that name, it
     * has {@code exported_} in front, as Prometheus does it.
     */
    private String label(String dimension) {
        var name = dimension.replaceAll("[^a-zA-Z0-9_]", "_").replaceAll("^(?=[0-9])", "_");
        return shape.label().filter(name::equals).map(taken -> "exported_" + taken).orElse(name);
    }

}
