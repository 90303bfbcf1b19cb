package io.millrace.statistics;

import io.millrace.statistics.WindowSpec.Aligned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Chooses the tiers of a {@link PanePlan}. */
final class PaneTiers {

    /** How many panes of its own cut make one of the tiers added for a window that is cut too finely. */
    private static final List<Integer> ADDED_MULTIPLES = List.of(30, 30 * 12, 30 * 12 * 12);

    /** A day of cumulative windows may be this much longer than its nominal length, when clocks are put back. */
    private static final long LONGEST_CHANGE_MILLIS = 2 * 3_600_000L;

    private final TreeSet<Long> fixed = new TreeSet<>();
    private final LinkedHashSet<PaneCut.LocalDay> days = new LinkedHashSet<>();
    private final Map<Aligned, PaneChain> chains = new HashMap<>();

    private PaneTiers() {}

    static PaneTiers of(List<Aligned> windows) {
        var tiers = new PaneTiers();
        var inFixedPanes = new ArrayList<FixedWindow>();
        for (var window : windows) {
            switch (window.cut()) {
                case PaneCut.LocalDay day -> tiers.days.add(day);
                case PaneCut.Fixed(var cut) -> inFixedPanes.add(
                        new FixedWindow(window, cut.toMillis(), longestMillis(window)));
            }
        }
        inFixedPanes.sort(Comparator.comparing(FixedWindow::cutMillis));
        inFixedPanes.forEach(tiers::keepCut);
        inFixedPanes.forEach(tiers::keepCoarser);
        inFixedPanes.forEach(window -> tiers.chains.put(window.spec, tiers.chain(window)));
        return tiers;
    }

    private record FixedWindow(Aligned spec, long cutMillis, long longestMillis) {}

    private static long longestMillis(Aligned window) {
        var nominal = window.size().toMillis();
        return switch (window) {
            case WindowSpec.Cumulative _ -> nominal + LONGEST_CHANGE_MILLIS;
            case WindowSpec.Tumbling _,WindowSpec.Hopping _,WindowSpec.Calendar _ -> nominal;
        };
    }

    /** Keeps the window's own cut unless a tier that is kept already will do. */
    private void keepCut(FixedWindow window) {
        var shared = fixed.descendingSet().stream().filter(tier -> window.cutMillis % tier == 0).findFirst();
        if (shared.isEmpty() || window.longestMillis / shared.get() > PanePlan.MAX_PANES_PER_WINDOW) {
            fixed.add(window.cutMillis);
        }
    }

    /** Keeps coarser tiers besides the finest of the window for as long as it would take too many panes. */
    private void keepCoarser(FixedWindow window) {
        for (var multiple : ADDED_MULTIPLES) {
            if (chain(window).mostPanes(window.longestMillis) <= PanePlan.MAX_PANES_PER_WINDOW) {
                return;
            }
            fixed.add(Math.multiplyExact(finest(window), (long) multiple));
        }
    }

    private PaneChain chain(FixedWindow window) {
        return PaneChain.shortest(finest(window), fixed.tailSet(finest(window), false), window.longestMillis);
    }

    private long finest(FixedWindow window) {
        return fixed.descendingSet().stream().filter(tier -> window.cutMillis % tier == 0).findFirst().orElseThrow();
    }

    /** The tiers, fixed ones from the finest to the coarsest, then the local days as declared. */
    List<PaneCut> all() {
        var all = new ArrayList<PaneCut>();
        fixed.forEach(millis -> all.add(new PaneCut.Fixed(Duration.ofMillis(millis))));
        all.addAll(days);
        return List.copyOf(all);
    }

    /** For each window in fixed panes the tiers that it is merged from. */
    Map<Aligned, PaneChain> chains() {
        return Map.copyOf(chains);
    }
}
