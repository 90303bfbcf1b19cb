package io.millrace.standalone.client;

import java.time.Duration;

/** The time that passes while a client works and waits. */
public interface WallClock {

    /** Nanoseconds since some fixed moment. */
    long nanos();

    /** Lets that much time pass. */
    void pause(Duration duration) throws InterruptedException;

    /** The clock on the wall. */
    static WallClock system() {
        return new WallClock() {

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }

        };
    }

}
