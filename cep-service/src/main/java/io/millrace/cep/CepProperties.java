package io.millrace.cep;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the cep service.
 *
 * @param heartbeatInterval
 *            how often each partition of events reports how far it has come; at most a quarter of the idle timeout
 * @param idleTimeout
 *            how long a partition must be silent before it no longer holds events back
 * @param liveBound
 *            how close to the wall clock event time must be for silence to count as time that passes
 * @param clockInterval
 *            how often silent keys are moved on by the clock
 * @param clockSlack
 *            how far the clock stays behind, for events on their way
 * @param releaseAfter
 *            how long a stream of the past must have been quiet until its last events are no longer held back for order
 * @param sweepInterval
 *            how often a part of the results is checked for the end of their retention
 * @param stateMemory
 *            how much memory live open runs may take on this instance, roughly; what is over it is read from its store
 *            when its key comes again
 */
@ConfigurationProperties("millrace.cep")
public record CepProperties(@DefaultValue("1s") Duration heartbeatInterval, @DefaultValue("10s") Duration idleTimeout,
        @DefaultValue("10m") Duration liveBound, @DefaultValue("500ms") Duration clockInterval,
        @DefaultValue("1s") Duration clockSlack, @DefaultValue("30s") Duration releaseAfter,
        @DefaultValue("10s") Duration sweepInterval, @DefaultValue("256MB") DataSize stateMemory) {

    public CepProperties {
        if (heartbeatInterval.multipliedBy(4).compareTo(idleTimeout) > 0) {
            throw new IllegalArgumentException(
                    "millrace.cep.heartbeat-interval (%s) must be at most a quarter of idle-timeout (%s)".formatted(
                            heartbeatInterval, idleTimeout));
        }
    }

}
