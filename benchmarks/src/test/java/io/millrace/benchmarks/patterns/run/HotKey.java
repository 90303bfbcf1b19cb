package io.millrace.benchmarks.patterns.run;

import io.millrace.benchmarks.patterns.load.StepStream;
import java.time.Duration;

/** How a single key comes to a number of open runs, and keeps it: a window in which so many views fall. */
public final class HotKey {

    private HotKey() {}

    /** The window. */
    public static Duration within(Order order) {
        return Duration.ofMillis(order.openRuns() * 100L / StepStream.ofHotKey().views());
    }

    /** How many events fill it; a few more, so that the code is warm when there are few runs. */
    public static long fill(Order order) {
        return within(order).toMillis() + order.warmUp();
    }

    /**
     * Checks that so many are open.
     *
     * @throws IllegalStateException
     *             when it is not about the number asked for
     */
    public static void require(Order order, int open) {
        if (Math.abs(open - order.openRuns()) > 0.2 * order.openRuns() + 5) {
            throw new IllegalStateException("%d runs are open, not %d".formatted(open, order.openRuns()));
        }
    }

}
