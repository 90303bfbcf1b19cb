package io.millrace.query.metrics;

import io.millrace.query.access.TimeRange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a metric over a range as a whole.
 *
 * @param window
 *            name of the window that the range is to be put together from; empty for the one that fits best
 * @param by
 *            the dimensions that the answer is to have; empty for the metric's own
 * @param tenant
 *            whose events; empty for those of all tenants
 * @param group
 *            dimensions that must have these values
 * @param limit
 *            how many groups at most
 */
record RangeQuestion(Optional<String> window, Optional<Set<String>> by, Optional<String> tenant, TimeRange range,
        Map<String, String> group, int limit) {

    /** The same question about another range, put together from the windows of that name. */
    RangeQuestion over(TimeRange other, String windowName) {
        return new RangeQuestion(Optional.of(windowName), by, tenant, other, group, limit);
    }

}
