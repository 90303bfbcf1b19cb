package io.millrace.query.live;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rates of one second.
 *
 * @param second
 *            seconds since 1970 at its end
 * @param all
 *            of all tenants together
 * @param byTenant
 *            of each tenant that had events
 */
record RateSecond(long second, Rate all, Map<String, Rate> byTenant) {

    /** The rate that a client sees: its tenant's, or that of all. */
    Rate of(Optional<String> tenant) {
        return tenant.map(name -> byTenant.getOrDefault(name,
                new Rate(Instant.ofEpochSecond(second), 0, List.of(), all.incomplete()))).orElse(all);
    }

}
