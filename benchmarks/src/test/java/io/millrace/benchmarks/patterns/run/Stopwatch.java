package io.millrace.benchmarks.patterns.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Measures from its making on. */
public final class Stopwatch {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final LongSupplier engineNanos;
    private final long wallBegin = System.nanoTime();
    private final long engineBegin;
    private final long processBegin = processNanos();

    private Stopwatch(LongSupplier engineNanos) {
        this.engineNanos = engineNanos;
        this.engineBegin = engineNanos.getAsLong();
    }

    /** The engine is the thread that calls this and {@link #stop}. */
    public static Stopwatch ofThisThread() {
        return new Stopwatch(THREADS::getCurrentThreadCpuTime);
    }

    /** The engine is the threads whose names contain that. */
    public static Stopwatch ofThreads(String name) {
        return new Stopwatch(() -> Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds())).filter(
                info -> info != null && info.getThreadName().contains(name)).mapToLong(
                        info -> THREADS.getThreadCpuTime(info.getThreadId())).sum());
    }

    /** What it took until now, without what was found. */
    public Figures stop(long events) {
        return new Figures(events, System.nanoTime() - wallBegin, engineNanos.getAsLong() - engineBegin,
                processNanos() - processBegin, 0, "-");
    }

    private static long processNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

}
