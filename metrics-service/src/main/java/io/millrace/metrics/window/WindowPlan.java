package io.millrace.metrics.window;

import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.metrics.pane.PaneFamily;
import io.millrace.statistics.PaneCut;
import io.millrace.statistics.PanePlan;
import io.millrace.statistics.TimeWindow;
import io.millrace.statistics.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** How the windows of one version of a metric are made of panes. Two plans are equal only when they are the same one. */
final class WindowPlan {

    /** Before the name of a window whose closed values are kept; no pane's name begins with it. */
    private static final String CLOSED = "=";

    /** A cut of time that panes are kept in, with its name, which is put together once. */
    record Tier(PaneCut cut, String name) {}

    /** A window whose bounds do not hang on the events. */
    static final class Planned {

        final WindowPlan plan;
        final MetricWindow window;
        final WindowSpec.Aligned spec;
        final Tier tier;
        private final String name;
        private final long graceMillis;

        private Planned(WindowPlan plan, MetricWindow window, WindowSpec.Aligned spec, Tier tier) {
            this.plan = plan;
            this.window = window;
            this.spec = spec;
            this.tier = tier;
            this.name = spec.name();
            this.graceMillis = window.grace().toMillis();
        }

        String name() {
            return name;
        }

        boolean isClosed(TimeWindow span, long watermarkMillis) {
            return span.isClosed(watermarkMillis, graceMillis);
        }

        /** The window over that time that ends first of those still open, if any. */
        Optional<TimeWindow> earliestOpen(long timestampMillis, long watermarkMillis) {
            return spec.earliestOpen(timestampMillis, watermarkMillis, graceMillis);
        }

        /** Whether an event can be in several windows at once. */
        boolean isOverlapping() {
            return switch (spec) {
                case WindowSpec.Hopping _,WindowSpec.Cumulative _ -> true;
                case WindowSpec.Tumbling _,WindowSpec.Calendar _ -> false;
            };
        }

        /** The finest panes that the windows are merged from: where there is a window, there is one of these. */
        PaneFamily panes(int grouping, String tenantId) {
            return plan.family(grouping, tier.name, tenantId);
        }

        /** Hands over the panes that a window is merged from: which family, and where they start. */
        void forEachPane(int grouping, String tenantId, TimeWindow span, ObjLongConsumer<PaneFamily> action) {
            var families = new HashMap<PaneCut, PaneFamily>();
            plan.panes.forEachPane(spec, span,
                    pane -> action.accept(families.computeIfAbsent(pane.cut(),
                            cut -> plan.family(grouping, plan.tier(cut).name, tenantId)), pane.span().startMillis()));
        }

        /** The values of windows that panes have changed under since they were closed. */
        PaneFamily closed(int grouping, String tenantId) {
            return plan.family(grouping, CLOSED + name(), tenantId);
        }

    }

    /** Windows of sessions. */
    record Sessions(MetricWindow window, Duration gap) {}

    private final CompiledMetric metric;
    private final PanePlan panes;
    private final List<Tier> tiers;
    private final List<Planned> windows = new ArrayList<>();
    private final List<Sessions> sessions = new ArrayList<>();
    private final long shortestGraceMillis;

    WindowPlan(CompiledMetric metric) {
        this.metric = metric;
        panes = metric.panes().orElse(null);
        tiers = panes == null ? List.of() : panes.tiers().stream().map(cut -> new Tier(cut, cut.name())).toList();
        for (var window : metric.windows()) {
            switch (window.spec()) {
                case WindowSpec.Aligned spec -> windows.add(new Planned(this, window, spec, tier(panes.tierOf(spec))));
                case WindowSpec.Session(var gap) -> sessions.add(new Sessions(window, gap));
            }
        }
        shortestGraceMillis = windows.stream().mapToLong(window -> window.graceMillis).min().orElse(0);
    }

    CompiledMetric metric() {
        return metric;
    }

    /** The cuts that panes are kept in; none when there are sessions only. */
    List<Tier> tiers() {
        return tiers;
    }

    private Tier tier(PaneCut cut) {
        return tiers.stream().filter(tier -> tier.cut.equals(cut)).findFirst().orElseThrow();
    }

    List<Planned> windows() {
        return windows;
    }

    Optional<Planned> window(String name) {
        return windows.stream().filter(window -> window.name().equals(name)).findFirst();
    }

    Optional<Sessions> sessions(String name) {
        return sessions.stream().filter(each -> each.window().spec().name().equals(name)).findFirst();
    }

    /** Whether no window over a cell can be closed yet, since none ends before the cell does. */
    boolean isSurelyOpen(long cellStartMillis, long watermarkMillis) {
        long end = panes.base().endOf(cellStartMillis);
        return watermarkMillis < end || watermarkMillis - end < shortestGraceMillis;
    }

    /** How long after its last change a pane, or a kept value, of that tier is needed. */
    Duration retention(String tier) {
        return metric.windows().stream().filter(window -> needs(window, tier)).map(MetricWindow::retention).max(
                Duration::compareTo).orElse(metric.retention());
    }

    private boolean needs(MetricWindow window, String tier) {
        return window.spec().name().equals(tier) || tier.equals(CLOSED + window.spec().name())
                || windows.stream().anyMatch(planned -> planned.window == window && mayUse(planned.tier.cut, tier));
    }

    /** Besides its finest panes a window may be merged from any coarser ones. */
    private boolean mayUse(PaneCut finest, String tier) {
        return tiers.stream().filter(kept -> kept.name.equals(tier)).map(Tier::cut).anyMatch(cut -> switch (finest) {
            case PaneCut.LocalDay _ -> cut.equals(finest);
            case PaneCut.Fixed(var size) -> cut instanceof PaneCut.Fixed(var other) && size.compareTo(other) <= 0;
        });
    }

    PaneFamily family(int grouping, String tier, String tenantId) {
        return new PaneFamily(metric.name(), metric.version(), grouping, tier, tenantId);
    }

}
