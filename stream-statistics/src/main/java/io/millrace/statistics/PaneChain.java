package io.millrace.statistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The fixed tiers that a window is merged from, each dividing the next: panes of the finest at its edges, of coarser
 * ones where they begin and fit in.
 *
 * @param tiers from the finest to the coarsest, at least one
 */
record PaneChain(List<PaneCut.Fixed> tiers) {

    /**
     * The chain that covers windows of a length with the fewest panes.
     *
     * @param finestMillis the tier that it begins with
     * @param coarserMillis tiers that may follow, in rising order
     */
    static PaneChain shortest(long finestMillis, Collection<Long> coarserMillis, long windowMillis) {
        var fewestPanes = Comparator.<PaneChain>comparingLong(chain -> chain.mostPanes(windowMillis));
        var chains = new ArrayList<PaneChain>();
        chains.add(new PaneChain(List.of(cut(finestMillis))));
        for (var tier : coarserMillis) {
            if (tier <= windowMillis) {
                chains.stream().filter(chain -> tier % millis(chain.tiers.getLast()) == 0).map(
                        chain -> chain.then(tier)).min(fewestPanes).ifPresent(chains::add);
            }
        }
        return chains.stream().min(fewestPanes).orElseThrow();
    }

    private PaneChain then(long tierMillis) {
        var longer = new ArrayList<>(tiers);
        longer.add(cut(tierMillis));
        return new PaneChain(List.copyOf(longer));
    }

    private static PaneCut.Fixed cut(long millis) {
        return new PaneCut.Fixed(Duration.ofMillis(millis));
    }

    private static long millis(PaneCut.Fixed tier) {
        return tier.size().toMillis();
    }

    /** The most panes that a window of that length may take, wherever it begins. */
    long mostPanes(long windowMillis) {
        var panes = windowMillis / millis(tiers.getLast());
        for (var i = 1; i < tiers.size(); i++) {
            panes += 2 * (millis(tiers.get(i)) / millis(tiers.get(i - 1)) - 1);
        }
        return panes;
    }

    /** Hands over the panes that the window is the union of, the earliest first. */
    void forEachPane(TimeWindow window, Consumer<PanePlan.Pane> action) {
        var start = window.startMillis();
        while (start < window.endMillis()) {
            var tier = coarsestAt(start, window.endMillis());
            var end = tier.endOf(start);
            action.accept(new PanePlan.Pane(tier, new TimeWindow(start, end)));
            start = end;
        }
    }

    private PaneCut.Fixed coarsestAt(long start, long windowEnd) {
        for (var i = tiers.size() - 1; i > 0; i--) {
            var size = millis(tiers.get(i));
            if (windowEnd - start >= size && Math.floorMod(start, size) == 0) {
                return tiers.get(i);
            }
        }
        return tiers.getFirst();
    }
}
