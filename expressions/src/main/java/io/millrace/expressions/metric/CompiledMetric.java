package io.millrace.expressions.metric;

import io.millrace.event.Event;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.expressions.Variables;
import io.millrace.statistics.PanePlan;
import io.millrace.statistics.WindowSpec;
import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A metric that is aggregated from events, ready to run. Immutable and thread-safe.
 *
 * @param events
 *            the types that it takes
 * @param where
 *            the condition that an event must meet
 * @param value
 *            what an event adds, if the metric has values
 * @param by
 *            the dimensions, in the order declared
 * @param rollups
 *            subsets of the dimensions, over which it is kept as well; each in the order of {@code by}
 * @param aggregates
 *            what a window reports
 * @param layout
 *            what has to be kept for that
 * @param inputs
 *            what distinct counts and top lists are of, by the input index of the aggregates
 * @param maxSeries
 *            how many series there may be; beyond them new ones are counted together
 * @param revisesLate
 *            whether closed windows still take events, and are published again, while they are retained
 * @param retention
 *            how long a window stays readable after it last changed, where it says nothing else
 */
public record CompiledMetric(String name, long version, EventTypes events, Optional<Expression> where,
        Optional<Expression> value, List<Dimension> by, List<List<String>> rollups, List<MetricWindow> windows,
        List<Aggregate> aggregates, AggregateLayout layout, List<Expression> inputs, int maxSeries,
        boolean revisesLate, Duration retention) implements CompiledSeries {

    /** A dimension and the expression of its value. */
    public record Dimension(String name, Expression expression) {}

    /**
     * A window over the metric.
     *
     * @param per
     *            what sessions are separate by, beside the dimensions; there for session windows only
     * @param grace
     *            how long after its end it still takes late events
     * @param retention
     *            how long it stays readable after it last changed
     */
    public record MetricWindow(WindowSpec spec, Optional<Expression> per, Duration grace, Duration retention) {}

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

    /**
     * The dimensions of the sessions of a window: the metric's own, and what its sessions are separate by, under the last
     * name of its path ({@code user_id}) or as it is written.
     */
    public List<Dimension> sessionDimensions(MetricWindow window) {
        var per = window.per().orElseThrow();
        var path = per.paths().size() == 1 ? per.paths().iterator().next() : List.<String>of();
        var name = per.text().equals(String.join(".", path)) ? path.getLast() : per.text();
        var dimensions = new ArrayList<>(by);
        if (by.stream().noneMatch(dimension -> dimension.name().equals(name))) {
            dimensions.add(new Dimension(name, per));
        }
        return List.copyOf(dimensions);
    }

    /** The event's texts for distinct counts and top lists, in the order of the inputs; empty where it has none. */
    public String[] inputsOf(Variables variables) {
        var texts = new String[inputs.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = inputs.get(i).label(variables);
        }
        return texts;
    }

    /** The names of the aggregates that are one number, as rules and ratios need it: not top lists and buckets. */
    public List<String> numbers() {
        return aggregates.stream().filter(
                aggregate -> !(aggregate instanceof Aggregate.Top || aggregate instanceof Aggregate.Buckets)).map(
                        Aggregate::name).toList();
    }

    /** The window of that name. */
    public Optional<MetricWindow> window(String windowName) {
        return windows.stream().filter(window -> window.spec().name().equals(windowName)).findFirst();
    }

    /** How its windows share panes; empty when it has session windows only. */
    public Optional<PanePlan> panes() {
        var aligned = windows.stream().map(MetricWindow::spec).filter(WindowSpec.Aligned.class::isInstance).map(
                WindowSpec.Aligned.class::cast).toList();
        return aligned.isEmpty() ? Optional.empty() : Optional.of(PanePlan.of(aligned));
    }

    /** The event fields that the metric reads, the type among them; see {@link Expression#paths()}. */
    public Set<List<String>> paths() {
        var paths = new HashSet<List<String>>();
        paths.add(List.of("event_type"));
        expressions().forEach(expression -> paths.addAll(expression.paths()));
        return Set.copyOf(paths);
    }

    private Stream<Expression> expressions() {
        return Stream.of(where.stream(), value.stream(), by.stream().map(Dimension::expression), inputs.stream(),
                windows.stream().flatMap(window -> window.per().stream())).flatMap(each -> each);
    }

}
