package io.millrace.benchmarks.windows.measure;

import java.time.Duration;

/** Events in a stretch of time, and the CPU time of the application and the broker in it. */
public record Rate(long events, Duration time, Duration cpu, Duration brokerCpu) {

    static Rate between(Sample from, Sample to, long events) {
        return new Rate(events, Duration.ofMillis(to.at() - from.at()), Duration.ofNanos(to.cpu() - from.cpu()),
                Duration.ofNanos(to.brokerCpu() - from.brokerCpu()));
    }

    /** Events per second of the clock; NaN for no time. */
    public double perSecond() {
        return per(time);
    }

    /** Events per second of the application's CPU; NaN for no time. */
    public double perCpuSecond() {
        return per(cpu);
    }

    private double per(Duration duration) {
        return duration.isZero() ? Double.NaN : events / (duration.toNanos() / 1e9);
    }

}
