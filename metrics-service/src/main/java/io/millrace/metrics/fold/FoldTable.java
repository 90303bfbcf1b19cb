package io.millrace.metrics.fold;

import io.millrace.event.Event;
import io.millrace.event.EventProjection;
import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.fold.FoldPlan.Grouping;
import io.millrace.metrics.fold.FoldPlan.MetricFold;
import io.millrace.metrics.fold.FoldPlan.SessionFold;
import io.millrace.metrics.fold.FoldPlan.Target;
import io.millrace.metrics.partial.EventReference;
import io.millrace.metrics.partial.PartialCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the events of one partition added to which series since the last commit. Series stay known between commits, so
 * that their labels are written out once. Belongs to one task.
 */
final class FoldTable {

    /** The value of every dimension of the series that takes what is over a metric's limit. */
    static final String OTHER = "other";

    /** How long a series that gets no events counts against its metric's limit. */
    private static final long FORGOTTEN_AFTER_MILLIS = 3_600_000;

    private final FoldPlan plan;
    private final EventProjection.Reader reader;
    private final EventMemo memo;
    private final int partitions;
    private final MetricsMeters meters;
    private final List<Map<FoldedSeries.Key, FoldedSeries>> series = new ArrayList<>();
    private final FoldedSeries.Key[] probes;
    private final FoldedSeries[] current;
    private final List<Map<String, int[]>> admitted = new ArrayList<>();
    private final List<FoldedSeries> touched = new ArrayList<>();
    private final String[] inputs;
    private Event event;
    private int cells;
    private int references;

    /**
     * @param partitions
     *            number of partitions of series
     */
    FoldTable(FoldPlan plan, int partitions, MetricsMeters meters) {
        this.plan = plan;
        reader = plan.reader();
        memo = new EventMemo(plan.uses());
        this.partitions = partitions;
        this.meters = meters;
        probes = new FoldedSeries.Key[plan.groupings().size()];
        current = new FoldedSeries[probes.length];
        inputs = new String[plan.metrics().stream().mapToInt(fold -> fold.inputs().length).max().orElse(0)];
        for (var grouping : plan.groupings()) {
            series.add(new HashMap<>());
            probes[grouping.id()] = new FoldedSeries.Key(grouping.labels().length);
        }
        for (int i = 0; i < plan.targetCount(); i++) {
            admitted.add(new HashMap<>());
        }
    }

    FoldPlan plan() {
        return plan;
    }

    /**
     * Turns to the next event, which {@link #fold} then takes, and gives what is read of it.
     *
     * @throws io.millrace.event.JsonSyntaxException
     *             when the bytes are not JSON
     * @throws IllegalArgumentException
     *             when they are JSON but not a normalised event
     */
    Event turnTo(byte[] json, long timestampMillis) {
        event = reader.read(json, timestampMillis);
        memo.turnTo(event);
        Arrays.fill(current, null);
        return event;
    }

    /**
     * Folds the event for one metric, if it meets the metric's condition.
     *
     * @param reference
     *            kept with the cell when the event may be late; else null
     * @throws io.millrace.expressions.EvaluationException
     *             when an expression of the metric fails on the event; nothing is folded then
     */
    void fold(MetricFold fold, EventReference reference, long wallMillis) {
        if (fold.where() != FoldPlan.NONE && !memo.test(fold.where())) {
            return;
        }
        double value = fold.value() == FoldPlan.NONE ? Double.NaN : memo.number(fold.value());
        for (int i = 0; i < fold.inputs().length; i++) {
            inputs[i] = memo.label(fold.inputs()[i]);
        }
        if (fold.panes() != null) {
            seriesOf(fold.target().grouping());
        }
        fold.sessions().forEach(session -> seriesOf(session.target().grouping()));
        addToAll(fold, value, reference, wallMillis);
    }

    /** How many cells wait to be drained. */
    int size() {
        return cells;
    }

    /** How many events they refer to. */
    int references() {
        return references;
    }

    /** How many series are known; between commits those among them that were refused. */
    int series() {
        return series.stream().mapToInt(Map::size).sum();
    }

    /** Hands out what was folded, roll-ups included, by partition of series, and forgets it. */
    List<List<PartialCell>> drain() {
        plan.metrics().forEach(this::rollUp);
        List<List<PartialCell>> drained = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            drained.add(new ArrayList<>());
        }
        for (var each : touched) {
            for (var column : each.columns) {
                if (column != null) {
                    column.drainTo(drained.get(each.partition)::add);
                }
            }
            each.isTouched = false;
            if (each.isRefused()) {
                series.get(each.grouping.id()).remove(each.key);
            }
        }
        touched.clear();
        cells = 0;
        references = 0;
        return drained;
    }

    /** Forgets series that got no events for long, so that others may take their place. */
    void forgetSilent(long wallMillis) {
        for (var grouping : plan.groupings()) {
            series.get(grouping.id()).values().removeIf(
                    each -> !each.isTouched && wallMillis - each.touchedMillis > FORGOTTEN_AFTER_MILLIS
                            && release(grouping, each));
        }
    }

    private boolean release(Grouping grouping, FoldedSeries silent) {
        for (var target : plan.targetsOf(grouping)) {
            if (silent.columns[target.column()] != null) {
                admitted.get(target.number()).get(silent.tenantId)[0]--;
            }
        }
        return true;
    }

    private void addToAll(MetricFold fold, double value, EventReference reference, long wallMillis) {
        if (fold.panes() != null) {
            var column = column(fold.target(), wallMillis);
            add(pane(column, fold.panes().startOf(event.timestampMillis())), value, reference);
        }
        for (var session : fold.sessions()) {
            if (!memo.label(session.per()).isEmpty()) {
                add(session(session, wallMillis), value, reference);
            }
        }
    }

    private void add(FoldColumn.Cell cell, double value, EventReference reference) {
        cell.state.add(event.timestampMillis(), value, inputs);
        if (reference != null) {
            cell.refer(reference);
            references++;
        }
    }

    private FoldColumn.Cell pane(FoldColumn column, long startMillis) {
        int before = column.size();
        var cell = column.pane(startMillis);
        cells += column.size() - before;
        return cell;
    }

    private FoldColumn.Cell session(SessionFold session, long wallMillis) {
        var column = column(session.target(), wallMillis);
        int before = column.size();
        var cell = column.session(event.timestampMillis(), session.gapMillis());
        cells += column.size() - before;
        return cell;
    }

    private FoldColumn column(Target target, long wallMillis) {
        var each = touch(seriesOf(target.grouping()), wallMillis);
        var column = each.columns[target.column()];
        return column == null ? admit(target, each, wallMillis) : column;
    }

    private FoldedSeries seriesOf(Grouping grouping) {
        var known = current[grouping.id()];
        if (known != null) {
            return known;
        }
        var probe = probes[grouping.id()];
        probe.tenant(event.tenantId());
        for (int i = 0; i < grouping.labels().length; i++) {
            probe.label(i, memo.label(grouping.labels()[i]));
        }
        var found = find(grouping, probe);
        current[grouping.id()] = found;
        return found;
    }

    private FoldedSeries find(Grouping grouping, FoldedSeries.Key key) {
        var all = series.get(grouping.id());
        var found = all.get(key);
        if (found == null) {
            var copy = key.copy();
            found = new FoldedSeries(copy, grouping, plan.columnsOf(grouping), partitions);
            all.put(copy, found);
        }
        return found;
    }

    private FoldedSeries touch(FoldedSeries each, long wallMillis) {
        each.touchedMillis = wallMillis;
        if (!each.isTouched) {
            each.isTouched = true;
            touched.add(each);
        }
        return each;
    }

    /** Gives the target a column in a series that is new to it, or that of the series of all others. */
    private FoldColumn admit(Target target, FoldedSeries each, long wallMillis) {
        var count = admitted.get(target.number()).computeIfAbsent(each.tenantId, _ -> new int[1]);
        if (count[0] < target.metric().maxSeries() || each.labels.length == 0) {
            count[0]++;
            return newColumn(target, each);
        }
        meters.overflowed(target.metric().name());
        var other = touch(other(target.grouping(), each.tenantId), wallMillis);
        var column = other.columns[target.column()];
        if (column == null) {
            count[0]++;
            return newColumn(target, other);
        }
        return column;
    }

    private FoldedSeries other(Grouping grouping, String tenantId) {
        var key = new FoldedSeries.Key(grouping.labels().length);
        key.tenant(tenantId);
        for (int i = 0; i < grouping.labels().length; i++) {
            key.label(i, OTHER);
        }
        return find(grouping, key);
    }

    private static FoldColumn newColumn(Target target, FoldedSeries each) {
        var column = new FoldColumn(each.idOf(target), target.metric().layout());
        each.columns[target.column()] = column;
        return column;
    }

    /** Roll-ups are merged from what the metric's own series folded, once a commit and not once an event. */
    private void rollUp(MetricFold fold) {
        if (fold.rollups().isEmpty()) {
            return;
        }
        var own = fold.target();
        for (var each : List.copyOf(touched)) {
            var column = each.grouping == own.grouping() ? each.columns[own.column()] : null;
            if (column != null && !column.isEmpty()) {
                fold.rollups().forEach(rollup -> rollUp(each, column, rollup));
            }
        }
    }

    private void rollUp(FoldedSeries from, FoldColumn column, Target rollup) {
        var grouping = rollup.grouping();
        var key = new FoldedSeries.Key(grouping.dimensions().size());
        key.tenant(from.tenantId);
        for (int i = 0; i < grouping.dimensions().size(); i++) {
            key.label(i, from.labels[from.grouping.dimensions().indexOf(grouping.dimensions().get(i))]);
        }
        var into = touch(find(grouping, key), from.touchedMillis);
        var target = into.columns[rollup.column()];
        var receiving = target == null ? admit(rollup, into, from.touchedMillis) : target;
        column.forEach(cell -> receiving.pane(cell.startMillis()).absorb(cell));
    }

}
