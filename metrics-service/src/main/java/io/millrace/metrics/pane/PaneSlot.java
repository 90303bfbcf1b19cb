package io.millrace.metrics.pane;

import io.millrace.statistics.aggregate.AggregateState;
import java.util.HashMap;
import java.util.Map;

/** All series of one pane of a family; in memory as long as there is room. Belongs to one {@link PaneTable}. */
final class PaneSlot {

    /** The aggregates of one series, and whether the store does not have them yet. */
    static final class Pane {

        final AggregateState state;
        boolean isDirty;
        int footprint;

        Pane(AggregateState state) {
            this.state = state;
        }

    }

    final PaneFamily family;
    final long startMillis;
    /** Group to pane, or null while the slot is only in the store. */
    Map<String, Pane> panes;
    /** Wall time of the last change; after a restart that of one of the series, until all were looked at. */
    long changedMillis;
    boolean changedIsExact;

    private PaneSlot(PaneFamily family, long startMillis, long changedMillis) {
        this.family = family;
        this.startMillis = startMillis;
        this.changedMillis = changedMillis;
    }

    /** A pane that never was in the store. */
    static PaneSlot fresh(PaneFamily family, long startMillis, long wallMillis) {
        var slot = new PaneSlot(family, startMillis, wallMillis);
        slot.panes = new HashMap<>();
        slot.changedIsExact = true;
        return slot;
    }

    /** A pane that is in the store. */
    static PaneSlot stored(PaneFamily family, long startMillis, long changedMillis) {
        return new PaneSlot(family, startMillis, changedMillis);
    }

    boolean isInMemory() {
        return panes != null;
    }

}
