package io.millrace.metrics.pane;

/**
 * The panes of one tier of a metric and tenant, in the order of their starts.
 *
 * @param metric
 *            name of the metric
 * @param version
 *            version of its definition
 * @param grouping
 *            0 for the metric's own dimensions, n for its n-th roll-up
 * @param tier
 *            name of the pane's cut, or of a window whose values are kept as they were when it was closed
 * @param tenantId
 *            whose panes
 */
public record PaneFamily(String metric, long version, int grouping, String tier, String tenantId) {

    /** Whether the other is the same family, of whatever tenant. */
    public boolean differsOnlyInTenant(PaneFamily other) {
        return metric.equals(other.metric) && version == other.version && grouping == other.grouping
                && tier.equals(other.tier);
    }

    /** A bound after all keys of this family and before those of the next tenant. */
    public PaneFamily nextTenant() {
        return new PaneFamily(metric, version, grouping, tier, tenantId + '\u0001');
    }

}
