package io.millrace.standalone.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock on which time passes only while somebody waits. */
final class ManualClock implements WallClock {

    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void pause(Duration duration) {
        pauses.add(duration);
        nanos += duration.toNanos();
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

}
