package io.millrace.benchmarks.windows.measure;

import io.millrace.benchmarks.windows.load.Load;
import io.millrace.benchmarks.windows.load.Windows;
import java.time.Duration;

/**
 * For windows that are written when they close: when the last of those was written that close at half of the span of
 * the events, which are spread evenly over it.
 */
final class HalfOfFinals implements Halfway {

    private final long lastStart;
    private long at;

    /**
     * @param grace
     *            how much later than its end a window closes, in event time
     */
    HalfOfFinals(Windows windows, Duration grace) {
        lastStart = Load.BEGIN.plus(Load.SPAN.dividedBy(2)).minus(grace).minus(windows.size()).toEpochMilli();
    }

    @Override
    public void take(ResultWindow window, long arrivedAt, long more) {
        if (window.start() <= lastStart) {
            at = Math.max(at, arrivedAt);
        }
    }

    @Override
    public long at() {
        return at;
    }

}
