package io.millrace.expressions.metric;

import io.millrace.event.Event;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.expressions.Variables;
import io.millrace.statistics.AggregateKind;
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
        Optional<Expression> value, List<Dimension> by, List<MetricWindow> windows, List<MetricAggregate> aggregates,
        Duration retention) {

    /** A dimension and the expression of its value. */
    public record Dimension(String name, Expression expression) {}

    /**
     * A window over the metric.
     *
     * @param grace
     *            how long after its end it still takes late events
     */
    public record MetricWindow(WindowSpec spec, Duration grace) {}

    /** One of the numbers that a window holds. */
    public sealed interface MetricAggregate {

        /** Its name among the values of a window. */
        String name();

        /** An aggregate of the metric's value. */
        record OfValue(AggregateKind kind) implements MetricAggregate {

            @Override
            public String name() {
                return kind.text();
            }
        }

        /** How many distinct values an expression has. */
        record Distinct(String name, Expression of) implements MetricAggregate {}
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

    /** The expressions whose distinct values are counted, in the order of the aggregates. */
    public List<Expression> distinctOf() {
        return aggregates.stream().filter(MetricAggregate.Distinct.class::isInstance).map(
                aggregate -> ((MetricAggregate.Distinct) aggregate).of()).toList();
    }

    /** The window of that name. */
    public Optional<MetricWindow> window(String windowName) {
        return windows.stream().filter(window -> window.spec().name().equals(windowName)).findFirst();
    }

}
