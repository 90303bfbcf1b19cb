package io.millrace.expressions.metric;

import io.millrace.event.Event;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.expressions.Variables;
import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateLayout;
import io.millrace.statistics.WindowSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A metric, ready to run. Immutable and thread-safe.
 *
 * @param events
 *            the types that it takes
 * @param where
 *            the condition that an event must meet
 * @param value
 *            what an event adds, if the metric has values
 * @param by
 *            the dimensions, in the order declared
 * @param retention
 *            how long a window stays readable after it last changed
 */
public record CompiledMetric(String name, long version, EventTypes events, Optional<Expression> where,
        Optional<Expression> value, List<Dimension> by, List<List<String>> rollups, List<MetricWindow> windows,
        List<Aggregate> aggregates, AggregateLayout layout, List<Expression> inputs, int maxSeries, boolean revisesLate,
        Duration retention) {

    /** A dimension and the expression of its value. */
    public record Dimension(String name, Expression expression) {}

    public record MetricWindow(WindowSpec spec, Optional<Expression> per, Duration grace, Duration retention) {}

    public List<Dimension> sessionDimensions(MetricWindow window) {
        var dimensions = new java.util.ArrayList<>(by);
        dimensions.add(new Dimension(window.per().orElseThrow().text(), window.per().orElseThrow()));
        return dimensions;
    }

    /**
     * Whether the metric takes this event.
     *
     * @throws io.millrace.expressions.EvaluationException
     *             when the condition fails on it
     */
    public boolean takes(Event event, Variables variables) {
        return events.include(event.eventType()) && (where.isEmpty() || where.get().test(variables));
    }

    /** What the event adds; NaN when the metric has no value or the event none. */
    public double valueOf(Variables variables) {
        return value.isEmpty() ? Double.NaN : value.get().number(variables);
    }

    /** The dimension values of the event's series. */
    public Map<String, String> groupOf(Variables variables) {
        if (by.isEmpty()) {
            return Map.of();
        }
        var group = new LinkedHashMap<String, String>();
        by.forEach(dimension -> group.put(dimension.name(), dimension.expression().label(variables)));
        return group;
    }

    /** The window of that name. */
    public Optional<MetricWindow> window(String windowName) {
        return windows.stream().filter(window -> window.spec().name().equals(windowName)).findFirst();
    }

}
