package io.millrace.metrics.fold;

import io.millrace.event.EventProjection;
import io.millrace.expressions.Expression;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.Dimension;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.statistics.PaneCut;
import io.millrace.statistics.PanePlan;
import io.millrace.statistics.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the metrics of one moment fold an event, arranged so that what they share is done once: equal expressions are
 * evaluated once an event, metrics with the same dimensions share their series, and of an event only those fields are
 * read that some metric looks at. Thread-safe.
 */
public final class FoldPlan {

    /** Types beyond these are looked up each time: they come from senders, and memory is bounded. */
    private static final int MAX_KNOWN_TYPES = 10_000;

    /** Stands for an expression that a metric does not have. */
    static final int NONE = -1;

    /** A list of dimensions; the series of all targets with the same one are looked up together. */
    record Grouping(int id, List<String> dimensions, int[] labels) {}

    /**
     * Where a metric puts what it folds: a column of the series of a grouping.
     *
     * @param number
     *            its place among all targets
     * @param column
     *            its place among the targets of the grouping
     * @param rollup
     *            0 for the metric's own dimensions, n for its n-th roll-up
     * @param session
     *            name of the session window, empty for panes
     */
    record Target(int number, Grouping grouping, int column, CompiledMetric metric, int rollup, String session) {}

    /** A session window of a metric: its sessions are those of the dimensions and the one that it goes {@code per}. */
    record SessionFold(Target target, long gapMillis, int per) {}

    /**
     * What one metric does with an event. The numbers are places in {@link EventMemo}, or {@link #NONE}.
     *
     * @param panes
     *            how time is cut; null when it has session windows only
     * @param shortestGrace
     *            how late an event may be for the most impatient of its windows, in milliseconds
     */
    record MetricFold(CompiledMetric metric, int where, int value, int[] inputs, PaneCut panes, Target target,
            List<Target> rollups, List<SessionFold> sessions, long shortestGrace) {}

    private final List<EventMemo.Use> uses = new ArrayList<>();
    private final Map<EventMemo.Use, Integer> places = new LinkedHashMap<>();
    private final Map<List<Dimension>, Grouping> groupings = new LinkedHashMap<>();
    private final List<Integer> columns = new ArrayList<>();
    private final List<MetricFold> metrics = new ArrayList<>();
    private final Map<String, List<MetricFold>> byType = new ConcurrentHashMap<>();
    private final EventProjection projection;
    private final List<Target> targets = new ArrayList<>();

    /** Plans for these metrics; the same metrics in whatever order give the same plan. */
    public FoldPlan(Collection<CompiledMetric> compiled) {
        compiled.stream().sorted(Comparator.comparing(CompiledMetric::name)).forEach(
                metric -> metrics.add(fold(metric)));
        projection = EventProjection.of(
                compiled.stream().flatMap(metric -> metric.paths().stream()).toList()).withoutIdentity();
    }

    /** A reader of what the metrics look at of an event: not its identity, nor whose it is unless a metric asks. */
    EventProjection.Reader reader() {
        return projection.reader();
    }

    /** The metrics that take events of that type. */
    List<MetricFold> concerning(String eventType) {
        var known = byType.get(eventType);
        if (known != null) {
            return known;
        }
        var concerned = metrics.stream().filter(fold -> fold.metric().events().include(eventType)).toList();
        if (byType.size() < MAX_KNOWN_TYPES) {
            byType.put(eventType, concerned);
        }
        return concerned;
    }

    List<MetricFold> metrics() {
        return metrics;
    }

    List<EventMemo.Use> uses() {
        return uses;
    }

    Collection<Grouping> groupings() {
        return groupings.values();
    }

    /** How many targets have the grouping. */
    int columnsOf(Grouping grouping) {
        return columns.get(grouping.id());
    }

    int targetCount() {
        return targets.size();
    }

    List<Target> targetsOf(Grouping grouping) {
        return targets.stream().filter(target -> target.grouping() == grouping).toList();
    }

    private MetricFold fold(CompiledMetric metric) {
        var panes = metric.panes().map(PanePlan::base).orElse(null);
        var rollups = new ArrayList<Target>();
        if (panes != null) {
            for (var kept : metric.rollups()) {
                rollups.add(target(metric, dimensions(metric, kept), rollups.size() + 1, ""));
            }
        }
        return new MetricFold(metric, place(metric.where(), EventMemo.Kind.CONDITION),
                place(metric.value(), EventMemo.Kind.NUMBER),
                metric.inputs().stream().mapToInt(input -> place(input, EventMemo.Kind.LABEL)).toArray(), panes,
                panes == null ? null : target(metric, metric.by(), 0, ""), List.copyOf(rollups), sessions(metric),
                metric.windows().stream().map(MetricWindow::grace).mapToLong(Duration::toMillis).min().orElse(0));
    }

    private List<SessionFold> sessions(CompiledMetric metric) {
        var sessions = new ArrayList<SessionFold>();
        for (var window : metric.windows()) {
            if (window.spec() instanceof WindowSpec.Session(var gap)) {
                var per = window.per().orElseThrow();
                var target = target(metric, metric.sessionDimensions(window), 0, window.spec().name());
                sessions.add(new SessionFold(target, gap.toMillis(), place(per, EventMemo.Kind.LABEL)));
            }
        }
        return List.copyOf(sessions);
    }

    private static List<Dimension> dimensions(CompiledMetric metric, List<String> kept) {
        return metric.by().stream().filter(dimension -> kept.contains(dimension.name())).toList();
    }

    private Target target(CompiledMetric metric, List<Dimension> by, int rollup, String session) {
        var grouping = groupings.computeIfAbsent(List.copyOf(by), this::grouping);
        int column = columns.get(grouping.id());
        columns.set(grouping.id(), column + 1);
        var target = new Target(targets.size(), grouping, column, metric, rollup, session);
        targets.add(target);
        return target;
    }

    private Grouping grouping(List<Dimension> by) {
        columns.add(0);
        return new Grouping(columns.size() - 1, by.stream().map(Dimension::name).toList(),
                by.stream().mapToInt(dimension -> place(dimension.expression(), EventMemo.Kind.LABEL)).toArray());
    }

    private int place(Optional<Expression> expression, EventMemo.Kind kind) {
        return expression.map(present -> place(present, kind)).orElse(NONE);
    }

    private int place(Expression expression, EventMemo.Kind kind) {
        var use = new EventMemo.Use(expression.text(), kind, expression);
        return places.computeIfAbsent(use, added -> {
            uses.add(added);
            return uses.size() - 1;
        });
    }

}
