package io.millrace.query.patterns;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of dry runs.
 *
 * @param maxEvents
 *            most events that one reads, whosever they are
 * @param maxTime
 *            how long one reads
 * @param atOnce
 *            how many may run at the same time
 */
@ConfigurationProperties("millrace.query.dry-run")
record DryRunProperties(@DefaultValue("500000") long maxEvents, @DefaultValue("20s") Duration maxTime,
        @DefaultValue("2") int atOnce) {}
