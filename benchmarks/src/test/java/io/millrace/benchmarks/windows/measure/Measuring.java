package io.millrace.benchmarks.windows.measure;

import io.millrace.benchmarks.windows.load.Load;
import io.millrace.benchmarks.windows.load.Windows;
import io.millrace.benchmarks.windows.measure.Measurement.Outcome;
import java.lang.management.ManagementFactory;
import java.nio.MappedByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Measures one run, from the start of its process to its last result or to its end. */
public final class Measuring {

    /** How long a run that is cut off may warm up. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    /** How long a run may stand still. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** How often the output is looked at again, for windows that should not be there. */
    private static final int LOOKS_AFTER = 5;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Subject subject;
    private final Load load;
    private final Process application;
    private final Timeline timeline;
    private final String bootstrapServers;

    /**
     * What is measured.
     *
     * @param output
     *            topic of its results
     * @param metrics
     *            how many it computes
     * @param consumed
     *            where its process tells how many records it has taken to be aggregated
     * @param limit
     *            how long it is measured after its warm-up
     */
    public record Subject(String run, String output, ResultForm form, int metrics, Windows windows,
            MappedByteBuffer consumed, Duration limit) {}

    private Measuring(Subject subject, Load load, Process application, Timeline timeline, String bootstrapServers) {
        this.subject = subject;
        this.load = load;
        this.application = application;
        this.timeline = timeline;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Measures a run whose process was just started.
     *
     * @throws InterruptedException
     *             when interrupted while it waits
     */
    public static Measurement measure(Subject subject, Load load, Process application, ProcessHandle broker,
            String bootstrapServers) throws InterruptedException {
        try (var sampler = new Sampler(application.toHandle(), broker, subject.consumed())) {
            return new Measuring(subject, load, application, sampler.timeline(), bootstrapServers).measure();
        }
    }

    private Measurement measure() throws InterruptedException {
        while (records() < load.records()) {
            if (application.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return failed("its process ended with %d; see its log".formatted(application.exitValue()));
            }
            if (standsStill()) {
                return failed("stood still at %d of %d records".formatted(records(), load.records()));
            }
            if (isOver()) {
                return cutOff();
            }
        }
        return checked();
    }

    private Measurement checked() {
        int perEvent = subject.windows().perEvent();
        var expected = new Totals.Expected(subject.metrics(), load.events() * perEvent, load.cents() * perEvent);
        var totals = new Totals(expected, subject.form().once());
        try (var reader = new ResultReader(bootstrapServers, subject.output(), subject.form(), totals)) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!totals.areRight() && System.nanoTime() < deadline) {
                reader.poll();
            }
            for (int look = 0; look < LOOKS_AFTER; look++) {
                reader.poll();
            }
            return totals.fault().map(this::failed).orElseGet(
                    () -> right(timeline.at(reader.lastAt())));
        }
    }

    private Measurement right(Sample end) {
        var half = timeline.reached(load.events() / 2).orElseThrow();
        return measurement(Outcome.RIGHT, "", Rate.between(timeline.first(), end, load.events()),
                Rate.between(half, end, load.events() - half.records()));
    }

    private Measurement cutOff() {
        var begin = timeline.at(firstRecord() + WARM_UP.toMillis());
        var end = timeline.last().orElseThrow();
        var remark = "cut off at %,d events; totals not checked".formatted(end.records());
        return measurement(Outcome.CUT_OFF, remark, Rate.between(timeline.first(), end, end.records()),
                Rate.between(begin, end, end.records() - begin.records()));
    }

    private Measurement failed(String why) {
        return new Measurement(subject.run(), Outcome.FAILED, why, Optional.empty(), Optional.empty(), loadAverage());
    }

    private Measurement measurement(Outcome outcome, String remark, Rate whole, Rate warm) {
        return new Measurement(subject.run(), outcome, remark, Optional.of(whole), Optional.of(warm), loadAverage());
    }

    private long records() {
        return timeline.last().map(Sample::records).orElse(0L);
    }

    private boolean standsStill() {
        var now = System.currentTimeMillis();
        return timeline.reached(Math.max(1, records())).map(Sample::at).orElse(timeline.first().at()) < now
                - PATIENCE.toMillis();
    }

    private boolean isOver() {
        return System.currentTimeMillis() > firstRecord() + WARM_UP.plus(subject.limit()).toMillis();
    }

    private long firstRecord() {
        return timeline.reached(1).map(Sample::at).orElse(System.currentTimeMillis());
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

}
