package io.millrace.benchmarks.windows.latency;

import java.time.Duration;
import java.util.List;

/**
 * Times from an event that is sent to an answer that has it.
 *
 * @param capacity
 *            events per second that the instance can take, from the first that is sent until all are counted
 * @param load
 *            events per second that it got while it was probed
 * @param sorted
 *            the times, shortest first; not empty
 */
public record Latency(double capacity, double load, List<Duration> sorted) {

    /** The time that a share of the probes did not exceed, by nearest rank. */
    public Duration quantile(double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

}
