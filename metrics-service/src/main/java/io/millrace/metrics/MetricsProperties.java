package io.millrace.metrics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the metrics service.
 *
 * @param heartbeatInterval
 *            how often each partition of events reports how far it has come; at most a quarter of the idle timeout
 * @param idleTimeout
 *            how long a partition must be silent before it no longer holds windows open
 * @param liveBound
 *            how close to the wall clock event time must be for a quiet stream's windows to close by the clock
 * @param earlyInterval
 *            how often windows that changed are published before they close
 * @param earlyLimit
 *            how many of these at a time, in each partition; the rest waits for the next time
 * @param sweepInterval
 *            how often windows are checked for the end of their retention
 * @param paneMemory
 *            memory for panes of series between two commits, all partitions together
 */
@ConfigurationProperties("millrace.metrics")
public record MetricsProperties(@DefaultValue("1s") Duration heartbeatInterval,
        @DefaultValue("10s") Duration idleTimeout, @DefaultValue("10m") Duration liveBound,
        @DefaultValue("1s") Duration earlyInterval, @DefaultValue("10000") int earlyLimit,
        @DefaultValue("10s") Duration sweepInterval, @DefaultValue("256MB") DataSize paneMemory) {

    public MetricsProperties {
        if (heartbeatInterval.multipliedBy(4).compareTo(idleTimeout) > 0) {
            throw new IllegalArgumentException(
                    "millrace.metrics.heartbeat-interval (%s) must be at most a quarter of idle-timeout (%s)".formatted(
                            heartbeatInterval, idleTimeout));
        }
    }

}
