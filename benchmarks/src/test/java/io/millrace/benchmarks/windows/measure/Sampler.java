package io.millrace.benchmarks.windows.measure;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Takes samples of a run five times a second until it is closed. */
final class Sampler implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final Timeline timeline = new Timeline();
    private final ProcessHandle application;
    private final ProcessHandle broker;
    private final GroupProgress progress;

    Sampler(ProcessHandle application, ProcessHandle broker, GroupProgress progress) {
        this.application = application;
        this.broker = broker;
        this.progress = progress;
        timeline.add(new Sample(System.currentTimeMillis(), cpu(application), cpu(broker), 0));
        executor.scheduleWithFixedDelay(this::sample, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    Timeline timeline() {
        return timeline;
    }

    private void sample() {
        try {
            long records = progress.records();
            timeline.add(new Sample(System.currentTimeMillis(), cpu(application), cpu(broker), records));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new IllegalStateException("the offsets of the group can't be read", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

}
