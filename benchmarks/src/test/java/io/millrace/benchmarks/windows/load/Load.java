package io.millrace.benchmarks.windows.load;

import java.time.Duration;
import java.time.Instant;

/**
 * What was written to the topic, and what its windows must add up to.
 *
 * @param events
 *            how many, all in {@link #SPAN} of event time
 * @param cents
 *            sum of their amounts
 * @param bytes
 *            size of their JSON
 */
public record Load(long events, long cents, long bytes) {

    /** Event time of the first event. */
    public static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
    /** Event time from the first event to the last. */
    public static final Duration SPAN = Duration.ofMinutes(30);
    /** Partitions of the topic. */
    public static final int PARTITIONS = 4;
    /** Whose events they are. */
    public static final String TENANT = "shop";
    /** Windows that start from here on hold no event of the load, but one of those that close its windows. */
    public static final Instant END_OF_WINDOWS = BEGIN.plus(SPAN).plus(Duration.ofMinutes(1));
    /**
     * Event time of the last event of each partition, which closes all windows of the load: later than the end of a
     * window of ten minutes, but not so much that a partition which comes to it first makes another's events late.
     */
    public static final Instant CLOSING = BEGIN.plus(SPAN).plus(Duration.ofMinutes(20));

    /** The records that the topic has: the events, and one in each partition to close the windows. */
    public long records() {
        return events + PARTITIONS;
    }

}
