package io.millrace.metrics.contribution;

import io.millrace.statistics.SourceStatus;
import java.util.List;
import java.util.Map;

/** What travels from the partitions of events to the partitions of series. */
public sealed interface SeriesMessage {

    /** The partition of {@code events} that it comes from. */
    int sourcePartition();

    /**
     * What one event adds to one series.
     *
     * @param timestampMillis
     *            event time
     * @param value
     *            the metric's value, NaN when the event has none
     * @param distinct
     *            what is counted distinctly, in the order of the metric's distinct aggregates
     * @param eventKey
     *            record key of the event, with its id and type: to find it again, should it be late
     */
    record Contribution(int sourcePartition, String metric, long version, String tenantId, Map<String, String> group,
            long timestampMillis, double value, List<String> distinct, String eventKey, String eventId,
            String eventType)
            implements
                SeriesMessage {}

    /**
     * A sign of life of a source partition, to every partition of series.
     *
     * @param statuses
     *            how far it has come, by tenant
     */
    record Heartbeat(int sourcePartition, Map<String, SourceStatus> statuses) implements SeriesMessage {}

}
