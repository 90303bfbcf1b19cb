package io.millrace.metrics.window;

import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.pane.PaneFamily;
import io.millrace.metrics.pane.PaneTable;
import io.millrace.metrics.partial.PartialCell;
import io.millrace.metrics.session.SessionTable;
import io.millrace.metrics.window.OpenWindows.Window;
import io.millrace.metrics.window.WindowPlan.Sessions;
import io.millrace.result.WindowResult;
import io.millrace.statistics.aggregate.AggregateState;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The windows of one partition of series: takes partial aggregates, closes windows as the watermark passes, and gives out
 * what there is to publish. Belongs to one task; knows neither topics nor stores.
 */
final class SeriesWindows {

    private final WindowPlans plans;
    private final PaneTable panes;
    private final SessionTable sessions;
    private final MetricsMeters meters;
    private final Function<String, OptionalLong> watermarks;
    private final Lateness lateness;
    private final Consumer<WindowResult> results;
    private final WindowValues values;
    private final OpenWindows open = new OpenWindows();
    private final ChangedWindows changed = new ChangedWindows();
    private final CellMerger merger;

    /**
     * @param watermarks
     *            how far a tenant has come
     * @param results
     *            takes windows as they are published
     */
    SeriesWindows(WindowPlans plans, PaneTable panes, SessionTable sessions, MetricsMeters meters,
            Function<String, OptionalLong> watermarks, Lateness lateness, Consumer<WindowResult> results) {
        this.plans = plans;
        this.panes = panes;
        this.sessions = sessions;
        this.meters = meters;
        this.watermarks = watermarks;
        this.lateness = lateness;
        this.results = results;
        values = new WindowValues(panes);
        merger = new CellMerger(panes, values, open, changed, this::late);
        panes.families().forEach(this::reopen);
    }

    /** Takes partial aggregates. Those of a metric that is no longer declared are counted and left out. */
    void take(PartialCell cell) {
        var series = cell.series();
        var plan = plans.await(series.metric(), series.version());
        if (plan.isEmpty()) {
            meters.orphaned(cell.state().count());
        } else if (series.session().isEmpty()) {
            merger.take(plan.get(), cell, watermark(series.tenantId()));
        } else {
            plan.get().sessions(series.session()).ifPresent(window -> takeSession(plan.get(), window, cell));
        }
    }

    /** Closes and publishes the windows of a tenant that its watermark has passed. */
    void close(String tenantId) {
        long watermark = watermark(tenantId);
        for (var window : open.closedBy(tenantId, watermark)) {
            values.merged(window).forEach((group, state) -> {
                meters.closed();
                results.accept(values.result(window, group, state, true, null));
            });
        }
        sessions.close(tenantId, watermark, (family, group, start, end, state) -> {
            meters.closed();
            publishSession(family, group, start, end, state, true);
        });
    }

    /** Publishes windows that changed and are still open, and closed ones that were revised. */
    void publishChanged(int limit) {
        changed.take(limit, this::publish);
        sessions.takeChanged(limit, (family, group, start, end, state) -> publishSession(family, group, start, end,
                state, false));
    }

    /** Deletes what is no longer declared, or was last changed longer ago than its retention. */
    void deleteOld(long wallMillis) {
        open.removeIf(plan -> plans.find(plan.metric().name(), plan.metric().version()).isEmpty());
        meters.expired(panes.deleteIf((family, changedMillis) -> isOver(family, changedMillis, wallMillis))
                + sessions.deleteIf((family, changedMillis) -> isOver(family, changedMillis, wallMillis)));
    }

    private void reopen(PaneFamily family) {
        plans.find(family.metric(), family.version()).ifPresent(plan -> {
            long watermark = watermark(family.tenantId());
            panes.starts(family, Long.MIN_VALUE, Long.MAX_VALUE).forEach(
                    start -> merger.opened(plan, family.tier(), family.grouping(), family.tenantId(), start,
                            watermark));
        });
    }

    private void takeSession(WindowPlan plan, Sessions window, PartialCell cell) {
        var series = cell.series();
        var family = plan.family(0, series.session(), series.tenantId());
        boolean taken = sessions.take(family, series.group(), cell.startMillis(), cell.endMillis(), cell.state(),
                window.gap().toMillis(), closesAfterMillis(window), watermark(series.tenantId()));
        if (!taken) {
            lateness.keep(cell, series.session(), window.window().grace(), watermarks.apply(series.tenantId()));
        }
    }

    static long closesAfterMillis(Sessions window) {
        return window.gap().plus(window.window().grace()).toMillis() + 1;
    }

    private void late(PartialCell cell, List<Window> missed) {
        var names = missed.stream().map(window -> window.planned().name()).distinct().collect(
                Collectors.joining(", "));
        lateness.keep(cell, names, missed.getFirst().planned().window.grace(),
                watermarks.apply(cell.series().tenantId()));
    }

    private boolean publish(ChangedWindows.Changed change) {
        var window = change.window();
        boolean isClosed = window.planned().isClosed(window.span(), watermark(window.tenantId()));
        var state = isClosed == change.isRevised() ? values.merged(window, change.group()) : null;
        if (state == null) {
            return false;
        }
        results.accept(values.result(window, change.group(), state, isClosed, isClosed ? true : null));
        return true;
    }

    private void publishSession(PaneFamily family, String group, long start, long end, AggregateState state,
            boolean isFinal) {
        plans.find(family.metric(), family.version()).map(WindowPlan::metric).ifPresent(
                metric -> results.accept(session(metric, family, group, start, end, state, isFinal)));
    }

    private WindowResult session(CompiledMetric metric, PaneFamily family, String group, long start, long end,
            AggregateState state, boolean isFinal) {
        return values.result(metric, family.tier(), family.tenantId(), start, end, group, state, isFinal,
                null);
    }

    private boolean isOver(PaneFamily family, long changedMillis, long wallMillis) {
        return plans.find(family.metric(), family.version()).map(
                plan -> wallMillis - changedMillis > plan.retention(family.tier()).toMillis()).orElse(true);
    }

    private long watermark(String tenantId) {
        return watermarks.apply(tenantId).orElse(Long.MIN_VALUE);
    }

}
