package io.millrace.query.live;

import java.time.Instant;
import java.util.List;

/**
 * The first event of a stream.
 *
 * @param at
 *            this service's clock
 * @param version
 *            of Millrace
 * @param follows
 *            topics whose tail the stream tells
 * @param tenant
 *            whose results; null for all tenants
 * @param metrics
 *            windows of these metrics; empty for all
 * @param ratesUntil
 *            end of the last second in {@code rates}
 * @param rates
 *            events per second of the last minutes, the oldest first; null where they were not followed
 */
record Hello(Instant at, String version, List<String> follows, String tenant, List<String> metrics,
        Instant ratesUntil, List<Double> rates) {}
