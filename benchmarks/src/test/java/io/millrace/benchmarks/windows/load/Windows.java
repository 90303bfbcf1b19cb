package io.millrace.benchmarks.windows.load;

import java.time.Duration;

/** The windows that the runs compute. */
public enum Windows {

    /** A minute, one after the other. */
    TUMBLING(Duration.ofMinutes(1), 1),
    /** Ten minutes every ten seconds. */
    HOPPING(Duration.ofMinutes(10), 60);

    private final Duration size;
    private final int perEvent;

    Windows(Duration size, int perEvent) {
        this.size = size;
        this.perEvent = perEvent;
    }

    /** From the start of a window to its end. */
    public Duration size() {
        return size;
    }

    /** How many windows an event is in. */
    public int perEvent() {
        return perEvent;
    }

}
