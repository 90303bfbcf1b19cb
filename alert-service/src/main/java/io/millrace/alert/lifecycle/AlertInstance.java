package io.millrace.alert.lifecycle;

import io.millrace.result.Alert;
import io.millrace.result.AlertState;
import java.time.Instant;

/**
 * Where one label set of a rule stands; what the alert service keeps between observations.
 *
 * @param alert
 *            the alert after its last transition
 * @param lastHeldAt
 *            the latest event time at which the condition held
 * @param quietUntil
 *            event time until which a new firing is not notified, or null
 * @param seenAtMillis
 *            wall time of the last observation
 */
public record AlertInstance(Alert alert, Instant lastHeldAt, Instant quietUntil, long seenAtMillis) {

    /** Whether the condition holds, for long enough or not yet. */
    public boolean isActive() {
        return switch (alert.state()) {
            case PENDING, FIRING -> true;
            case RESOLVED, INACTIVE -> false;
        };
    }

    boolean is(AlertState state) {
        return alert.state() == state;
    }

}
