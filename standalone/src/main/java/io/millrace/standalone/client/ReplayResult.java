package io.millrace.standalone.client;

import java.time.Duration;
import java.util.List;

/**
 * What came of a replay, or has so far.
 *
 * @param sent
 *            events that the service answered for
 * @param accepted
 *            those of them that it took
 * @param rejected
 *            those that it did not
 * @param unreadable
 *            lines that are not JSON and were not sent
 * @param problems
 *            the first rejected events and unreadable lines
 * @param took
 *            how long it took
 */
public record ReplayResult(long sent, long accepted, long rejected, long unreadable, List<LineProblem> problems,
        Duration took) {

    /**
     * A line that did not get through.
     *
     * @param line
     *            its number in the file, from 1
     */
    public record LineProblem(long line, String reason) {

        @Override
        public String toString() {
            return "line %d: %s".formatted(line, reason);
        }
    }

    /** Whether every line got through. */
    public boolean isComplete() {
        return rejected == 0 && unreadable == 0;
    }

    /** How many events a second were answered for. */
    public double eventsPerSecond() {
        return sent * 1e9 / Math.max(1, took.toNanos());
    }

}
