package io.millrace.metrics.fold;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.partial.PartialBatch;
import java.util.HashMap;
import java.util.Map;

/** A partition of events of which a test says when it commits. */
public final class FoldedPartition {

    private final int number;
    private final FoldTable table;
    private final Map<String, Long> observed = new HashMap<>();

    public FoldedPartition(int number, FoldPlan plan, MetricsMeters meters) {
        this.number = number;
        this.table = new FoldTable(plan, 1, meters);
    }

    /** Folds an event. */
    public void add(Event event) {
        observed.merge(event.tenantId(), event.timestampMillis(), Math::max);
        table.turnTo(EventJson.write(event), event.timestampMillis());
        table.plan().concerning(event.eventType()).forEach(fold -> table.fold(fold, null, 0));
    }

    /** What is sent when the partition commits now. */
    public PartialBatch commit() {
        var batch = new PartialBatch(number, table.drain().getFirst(), Map.copyOf(observed), null);
        observed.clear();
        return batch;
    }

}
