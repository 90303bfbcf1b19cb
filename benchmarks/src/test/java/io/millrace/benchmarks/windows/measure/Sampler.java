package io.millrace.benchmarks.windows.measure;

import java.nio.MappedByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes samples of a run ten times a second until it is closed. */
final class Sampler implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final Timeline timeline = new Timeline();
    private final ProcessHandle application;
    private final ProcessHandle broker;
    private final MappedByteBuffer consumed;

    Sampler(ProcessHandle application, ProcessHandle broker, MappedByteBuffer consumed) {
        this.application = application;
        this.broker = broker;
        this.consumed = consumed;
        timeline.add(new Sample(System.currentTimeMillis(), cpu(application), cpu(broker), 0));
        executor.scheduleWithFixedDelay(this::sample, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    Timeline timeline() {
        return timeline;
    }

    private void sample() {
        timeline.add(new Sample(System.currentTimeMillis(), cpu(application), cpu(broker), consumed.getLong(0)));
    }

    private static long cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

}
