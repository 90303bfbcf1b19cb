package io.millrace.standalone.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: twice as long each time, from a fifth of a second to {@link #LONGEST}, less a
 * random part of up to a quarter so that senders do not come back together. A server's own word counts instead.
 *
 * <p>
 * Not thread-safe.
 */
public final class Backoff {

    /** The longest wait that a server has not asked for. */
    public static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Duration FIRST = Duration.ofMillis(200);

    private final RandomGenerator random;
    private Duration next = FIRST;
    private Duration waited = Duration.ZERO;

    /** No failure yet. */
    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to wait after one more failure.
     *
     * @param retryAfter
     *            what the server asked for
     */
    public Duration afterFailure(Optional<Duration> retryAfter) {
        var delay = retryAfter.orElseGet(() -> next.multipliedBy(1000 - random.nextInt(250)).dividedBy(1000));
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        waited = waited.plus(delay);
        return delay;
    }

    /** The waits since the last success, together. */
    public Duration waited() {
        return waited;
    }

    /** Something succeeded: the next failure is the first one again. */
    public void succeeded() {
        next = FIRST;
        waited = Duration.ZERO;
    }

}
