package io.millrace.benchmarks.patterns.run;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Measures from its making on. The thread that makes it is the one whose CPU counts as the engine's. */
public final class Stopwatch {

    private final long wall = System.nanoTime();
    private final long thread = threadNanos();
    private final long process = processNanos();

    /** What it took until now; to be called by the thread that made it. */
    public Figures stop(long events, MatchCount found) {
        return new Figures(events, System.nanoTime() - wall, threadNanos() - thread, processNanos() - process,
                found.matches(), found.comparable());
    }

    private static long threadNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long processNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

}
