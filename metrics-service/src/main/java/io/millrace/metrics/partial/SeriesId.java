package io.millrace.metrics.partial;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Identifies a series.
 *
 * @param metric
 *            name of the metric
 * @param version
 *            version of its definition
 * @param grouping
 *            0 for the metric's own dimensions, n for its n-th roll-up
 * @param session
 *            name of the session window whose sessions these are; empty for panes
 * @param tenantId
 *            whose series
 * @param group
 *            dimensions and their values as JSON
 */
public record SeriesId(String metric, long version, int grouping, String session, String tenantId, String group) {

    /**
     * The partition of a series. The metric plays no part, so that all metrics of a group meet, and a ratio of two can be
     * taken where they are.
     */
    public static int partition(String tenantId, String group, int partitions) {
        return Utils.toPositive(Utils.murmur2((tenantId + "/" + group).getBytes(StandardCharsets.UTF_8))) % partitions;
    }

}
