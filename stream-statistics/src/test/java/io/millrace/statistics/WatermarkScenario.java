package io.millrace.statistics;

import java.time.Duration;
import java.util.Map;

/** Two source partitions, an idle timeout of 30 s, live within 10 min; event times in 2010 unless said otherwise. */
abstract class WatermarkScenario {

    static final long SECOND = 1_000;
    static final long HOUR = 3_600 * SECOND;
    static final long IN_2010 = 1_262_304_000_000L;
    static final long NOW = 1_800_000_000_000L;
    static final String T1 = "t1";

    WatermarkTracker tracker = newTracker(2);
    long wall = NOW;
    private int busySeconds;

    static WatermarkTracker newTracker(int sourcePartitions) {
        return new WatermarkTracker(sourcePartitions, Duration.ofSeconds(30), Duration.ofMinutes(10));
    }

    long tick() {
        wall += SECOND;
        return wall;
    }

    void observe(int partition, long afterStart) {
        tracker.observe(T1, partition, IN_2010 + afterStart, wall);
    }

    /** Partition 0 brings an event a second, a second further each; partition 1 only reports. */
    void busyFor(int seconds, Map<String, SourceStatus> reportOf1) {
        for (var second = 0; second < seconds; second++) {
            busySeconds++;
            tracker.heartbeat(1, reportOf1, tick());
            observe(0, busySeconds * SECOND);
        }
    }

    void silentFor(int seconds, Map<String, SourceStatus> reportOf0, Map<String, SourceStatus> reportOf1) {
        for (var second = 0; second < seconds; second++) {
            tracker.heartbeat(0, reportOf0, tick());
            tracker.heartbeat(1, reportOf1, wall);
        }
    }

    static SourceStatus active(long afterStart) {
        return new SourceStatus(IN_2010 + afterStart, false);
    }

    static SourceStatus idle(long afterStart) {
        return new SourceStatus(IN_2010 + afterStart, true);
    }
}
