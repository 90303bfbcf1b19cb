package io.millrace.metrics.partial;

import io.millrace.statistics.aggregate.AggregateState;
import java.util.List;

/**
 * What some events of one series add to one pane, or to one session.
 *
 * @param series
 *            whose series
 * @param startMillis
 *            start of the pane; for a session the time of its first event
 * @param endMillis
 *            for a session the time of its last event; not used for panes
 * @param state
 *            the aggregates of the events
 * @param references
 *            the events among them that may turn out to be late
 */
public record PartialCell(SeriesId series, long startMillis, long endMillis, AggregateState state,
        List<EventReference> references) {}
