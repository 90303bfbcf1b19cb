package io.millrace.benchmarks.windows.latency;

import io.millrace.benchmarks.windows.load.EventGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Sends events of a shop that happen now, in batches over HTTP. For one thread. */
final class LiveLoad {

    private static final int BATCH = 200;

    /** Seeded anew for each load: an event with an id that was seen before would be dropped as a duplicate. */
    private final EventGenerator generator = new EventGenerator(new SplittableRandom().nextLong());
    private final InstanceClient client;

    LiveLoad(InstanceClient client) {
        this.client = client;
    }

    /** Sends that many events, as fast as they are taken. */
    void send(long events) throws IOException, InterruptedException {
        for (long sent = 0; sent < events; sent += BATCH) {
            sendBatch((int) Math.min(BATCH, events - sent));
        }
    }

    /**
     * Sends that many events a second until the thread is interrupted. Falls behind when the instance does not take them
     * fast enough.
     *
     * @return how many it has sent
     */
    long sendPaced(double perSecond) throws IOException {
        long begin = System.nanoTime();
        long sent = 0;
        try {
            while (!Thread.interrupted()) {
                long due = begin + (long) (sent / perSecond * 1e9);
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                if (System.nanoTime() >= due) {
                    sendBatch(BATCH);
                    sent += BATCH;
                }
            }
        } catch (InterruptedException _) {
            // That is how it ends.
        }
        return sent;
    }

    private void sendBatch(int size) throws IOException, InterruptedException {
        var now = Instant.now();
        client.send(Stream.generate(() -> generator.next(now, generator.nextCents())).limit(size).toList());
    }

}
