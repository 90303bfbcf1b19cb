package io.millrace.statistics;

import io.millrace.statistics.WindowSpec.Aligned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How the windows of one metric share panes: into which panes events are folded first, which panes are kept, and which
 * of them a window is merged from.
 *
 * <p>The kept panes form tiers. Each is the cut of some window; a window uses the coarsest tier that it is always a
 * union of. A fixed tier is added for a window only when the tiers before it would need more than
 * {@value #MAX_PANES_PER_WINDOW} panes. For a window that is long and moves in small steps ({@code 1h@10s} has 360
 * steps) even its own cut is that fine: then one or two coarser tiers are kept besides, and the window is merged from
 * panes of several tiers, the fine ones at its edges. {@link #forEachPane} knows them.
 * <p>Immutable and thread-safe.
 */
public final class PanePlan {

    /** The most panes that a window is merged from, as long as no clock changes in it by more than two hours. */
    public static final int MAX_PANES_PER_WINDOW = 120;

    private final PaneCut.Fixed base;
    private final List<PaneCut> tiers;
    private final List<Aligned> windows;
    private final Map<Aligned, PaneChain> chains;

    private PanePlan(List<Aligned> windows, PaneCut.Fixed base, PaneTiers tiers) {
        this.windows = windows;
        this.base = base;
        this.tiers = tiers.all();
        this.chains = tiers.chains();
    }

    /**
     * The plan for these windows.
     *
     * @param windows at least one
     * @throws IllegalArgumentException when there are none: a metric with sessions alone has no panes
     */
    public static PanePlan of(List<Aligned> windows) {
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("panes need at least one window");
        }
        return new PanePlan(List.copyOf(windows), baseOf(windows), PaneTiers.of(windows));
    }

    private static PaneCut.Fixed baseOf(List<Aligned> windows) {
        return windows.stream().map(window -> switch (window.cut()) {
            case PaneCut.Fixed(var size) -> size;
            case PaneCut.LocalDay _ -> LocalDays.QUARTER;
        }).reduce(DurationText::commonDivisor).map(PaneCut.Fixed::new).orElseThrow();
    }

    /**
     * The panes into which events are folded first: the longest ones that every tier is a union of. Local days count as
     * 15 minutes, since midnights are that far apart between time zones.
     */
    public PaneCut.Fixed base() {
        return base;
    }

    /** The panes that are kept, each cut once: the fixed ones from the finest to the coarsest, then the local days. */
    public List<PaneCut> tiers() {
        return tiers;
    }

    /**
     * The coarsest tier that every window of that specification is a union of.
     *
     * @throws IllegalArgumentException when the plan is not for that window
     */
    public PaneCut tierOf(Aligned window) {
        requireKnown(window);
        return switch (window.cut()) {
            case PaneCut.LocalDay day -> day;
            case PaneCut.Fixed _ -> chains.get(window).tiers().getFirst();
        };
    }

    /**
     * Hands over the panes that a window is the union of, the earliest first. They may be of several tiers.
     *
     * @param spec one of the plan's windows
     * @param window a window of it, as {@link Aligned#forEachWindow} gives it
     * @throws IllegalArgumentException when the plan is not for that window
     */
    public void forEachPane(Aligned spec, TimeWindow window, Consumer<Pane> action) {
        requireKnown(spec);
        switch (spec.cut()) {
            case PaneCut.LocalDay day -> forEachDay(day, window, action);
            case PaneCut.Fixed _ -> chains.get(spec).forEachPane(window, action);
        }
    }

    private static void forEachDay(PaneCut.LocalDay day, TimeWindow window, Consumer<Pane> action) {
        for (var start = window.startMillis(); start < window.endMillis();) {
            var end = day.endOf(start);
            action.accept(new Pane(day, new TimeWindow(start, end)));
            start = end;
        }
    }

    /** The panes that a window is the union of, the earliest first. */
    public List<Pane> panesOf(Aligned spec, TimeWindow window) {
        var panes = new ArrayList<Pane>();
        forEachPane(spec, window, panes::add);
        return List.copyOf(panes);
    }

    private void requireKnown(Aligned window) {
        if (!windows.contains(window)) {
            throw new IllegalArgumentException("window " + window.name() + " is not part of the plan for "
                    + windows.stream().map(Aligned::name).toList());
        }
    }

    /**
     * A pane that is kept.
     *
     * @param cut the tier that it belongs to
     * @param span its event time
     */
    public record Pane(PaneCut cut, TimeWindow span) {}
}
