package io.millrace.metrics.session;

import io.millrace.metrics.pane.PaneFamily;
import io.millrace.statistics.aggregate.AggregateState;

/** A session that is not closed yet. Mutable; belongs to one {@link SessionTable}. */
final class Session {

    final PaneFamily family;
    final String group;
    final AggregateState state;
    long startMillis;
    long endMillis;
    /** Event time from which on it is closed. */
    long closesAtMillis;
    /** Where the store has it, or null. */
    Long storedStartMillis;

    Session(PaneFamily family, String group, long startMillis, long endMillis, AggregateState state) {
        this.family = family;
        this.group = group;
        this.startMillis = startMillis;
        this.endMillis = endMillis;
        this.state = state;
    }

    /** Takes in a stretch that meets this session. */
    void join(long otherStartMillis, long otherEndMillis, AggregateState other) {
        startMillis = Math.min(startMillis, otherStartMillis);
        endMillis = Math.max(endMillis, otherEndMillis);
        state.merge(other);
    }

}
