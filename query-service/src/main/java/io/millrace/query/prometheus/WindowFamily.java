package io.millrace.query.prometheus;

import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.promql.Labels;
import io.millrace.result.WindowResult;
import io.millrace.statistics.WindowSpec;
import io.millrace.statistics.aggregate.Aggregate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The series of one aggregate of one window of a metric.
 *
 * @param name
 *            the Prometheus name: {@code average_order_value_avg}
 */
record WindowFamily(String name, CompiledMetric metric, Aggregate aggregate, MetricWindow window) {

    static final String WINDOW = "window";
    static final String TENANT = "tenant";

    /** The families of a metric. */
    static List<WindowFamily> of(CompiledMetric metric) {
        var families = new ArrayList<WindowFamily>();
        for (var aggregate : metric.aggregates()) {
            for (var window : metric.windows()) {
                families.add(new WindowFamily(name(metric, aggregate), metric, aggregate, window));
            }
        }
        return families;
    }

    /** Label names in Prometheus hold no dashes. */
    private static String name(CompiledMetric metric, Aggregate aggregate) {
        return metric.name().replace('-', '_') + "_" + aggregate.name();
    }

    String windowName() {
        return window.spec().name();
    }

    /** The labels of the series that the window belongs to. */
    Labels labels(WindowResult result) {
        var labels = new TreeMap<>(result.group());
        labels.put(WINDOW, windowName());
        labels.put(TENANT, result.tenantId());
        return Labels.of(name, labels);
    }

    /** How long a sample counts: until the next window of its series ends. */
    Duration lookback() {
        return switch (window.spec()) {
            case WindowSpec.Tumbling(var size) -> size;
            case WindowSpec.Hopping(_, var advance) -> advance;
            case WindowSpec.Cumulative(var every, _) -> every;
            case WindowSpec.Calendar calendar -> calendar.size();
            case WindowSpec.Session(var gap) -> gap;
        };
    }

}
