package io.millrace.metrics.window;

import io.millrace.metrics.pane.PaneTable;
import io.millrace.metrics.partial.PartialCell;
import io.millrace.metrics.window.OpenWindows.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Merges partial aggregates into the panes of their series, and decides which windows they come too late for.
 *
 * <p>
 * A late cell still counts for those windows over it that are open. The closed ones keep the value that they were
 * published with, unless the metric has its windows revised. Belongs to one task.
 */
final class CellMerger {

    private final PaneTable panes;
    private final WindowValues values;
    private final OpenWindows open;
    private final ChangedWindows changed;
    private final BiConsumer<PartialCell, List<Window>> late;

    /**
     * @param late
     *            is told of a cell and the closed windows that it was late for
     */
    CellMerger(PaneTable panes, WindowValues values, OpenWindows open, ChangedWindows changed,
            BiConsumer<PartialCell, List<Window>> late) {
        this.panes = panes;
        this.values = values;
        this.open = open;
        this.changed = changed;
        this.late = late;
    }

    /**
     * Takes a cell.
     *
     * @param watermarkMillis
     *            how far its tenant has come; {@link Long#MIN_VALUE} when that is not known
     */
    void take(WindowPlan plan, PartialCell cell, long watermarkMillis) {
        if (plan.isSurelyOpen(cell.startMillis(), watermarkMillis)) {
            merge(plan, cell, watermarkMillis);
            return;
        }
        var over = windowsOver(plan, cell);
        var closed = over.stream().filter(window -> isClosed(window, watermarkMillis)).toList();
        if (closed.isEmpty()) {
            merge(plan, cell, watermarkMillis);
        } else if (plan.metric().revisesLate()) {
            revise(plan, cell, closed, watermarkMillis);
        } else {
            if (closed.size() < over.size()) {
                closed.forEach(window -> values.keepAsClosed(window, cell.series().group()));
                merge(plan, cell, watermarkMillis);
            }
            late.accept(cell, closed);
        }
    }

    private void revise(WindowPlan plan, PartialCell cell, List<Window> closed, long watermarkMillis) {
        var tooLate = closed.stream().filter(window -> watermarkMillis
                - window.span().endMillis() > window.planned().window.retention().toMillis()).toList();
        if (tooLate.isEmpty()) {
            merge(plan, cell, watermarkMillis);
            closed.forEach(window -> changed.addRevised(window, cell.series().group()));
        } else {
            late.accept(cell, tooLate);
        }
    }

    private void merge(WindowPlan plan, PartialCell cell, long watermarkMillis) {
        var series = cell.series();
        for (var tier : plan.tiers()) {
            long start = tier.cut().startOf(cell.startMillis());
            var family = plan.family(series.grouping(), tier.name(), series.tenantId());
            if (panes.merge(family, start, series.group(), cell.state())) {
                opened(plan, family.tier(), series.grouping(), series.tenantId(), start, watermarkMillis);
            }
        }
        for (var planned : plan.windows()) {
            planned.earliestOpen(cell.startMillis(), watermarkMillis).ifPresent(
                    first -> changed.add(new Window(planned, series.grouping(), series.tenantId(), first),
                            series.group()));
        }
    }

    /** Notes the windows over a pane as open, those that are. */
    void opened(WindowPlan plan, String tier, int grouping, String tenantId, long paneStart, long watermarkMillis) {
        for (var planned : plan.windows()) {
            if (planned.tier.name().equals(tier)) {
                planned.spec.forEachWindow(paneStart, span -> {
                    if (!planned.isClosed(span, watermarkMillis)) {
                        open.add(new Window(planned, grouping, tenantId, span));
                    }
                });
            }
        }
    }

    private static List<Window> windowsOver(WindowPlan plan, PartialCell cell) {
        var over = new ArrayList<Window>();
        for (var planned : plan.windows()) {
            planned.spec.forEachWindow(cell.startMillis(), span -> over.add(
                    new Window(planned, cell.series().grouping(), cell.series().tenantId(), span)));
        }
        return over;
    }

    private static boolean isClosed(Window window, long watermarkMillis) {
        return window.planned().isClosed(window.span(), watermarkMillis);
    }

}
