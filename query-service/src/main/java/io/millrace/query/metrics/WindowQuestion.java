package io.millrace.query.metrics;

import io.millrace.query.access.TimeRange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a metric's windows.
 *
 * @param window
 *            name of the window
 * @param by
 *            the dimensions that the answer is to have; empty for those that the window has
 * @param tenant
 *            whose windows; empty for those of all tenants
 * @param range
 *            bounds of the windows' starts
 * @param group
 *            dimensions that must have these values
 * @param limit
 *            how many windows at most
 */
public record WindowQuestion(String window, Optional<Set<String>> by, Optional<String> tenant, TimeRange range,
        Map<String, String> group, int limit) {

    /** The same question about other times. */
    public WindowQuestion over(TimeRange other, int most) {
        return new WindowQuestion(window, by, tenant, other, group, most);
    }

}
