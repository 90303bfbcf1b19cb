package io.millrace.query.live;

import java.util.Optional;
import java.util.Set;

/**
 * What a client wants to see, and may.
 *
 * @param tenant
 *            whose results; empty for all tenants
 * @param metrics
 *            windows of these metrics; empty for all
 */
record Interest(Optional<String> tenant, Set<String> metrics) {

    Interest {
        metrics = Set.copyOf(metrics);
    }

    /** Whether {@code record} is for this client. */
    boolean includes(LiveRecord record) {
        return covers(record.tenantId()) && switch (record) {
            case LiveRecord.WindowChange change -> metrics.isEmpty() || metrics.contains(change.key().metric());
            case LiveRecord.Happening _ -> true;
        };
    }

    private boolean covers(String other) {
        return tenant.isEmpty() || tenant.get().equals(other);
    }

}
