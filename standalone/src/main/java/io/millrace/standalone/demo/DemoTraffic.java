package io.millrace.standalone.demo;

import io.millrace.event.JsonTree;
import io.millrace.runtime.LogKeys;
import io.millrace.standalone.client.Backoff;
import io.millrace.standalone.client.DoorAnswer;
import io.millrace.standalone.client.EventDoor;
import io.millrace.standalone.client.NdjsonBody;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the simulated shop's events as they happen, after those of the recent past as fast as they are taken.
 *
 * <p>
 * One request at a time, so that events arrive in their order. While the door is away or refuses, the shop goes on and
 * its events wait; those that have waited for more than {@link #LONGEST_WAIT} are dropped and counted. Ends only when
 * closed. Thread-safe.
 */
public final class DemoTraffic implements AutoCloseable {

    /** How old an event may be beyond the backfill and still be sent. */
    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(DemoTraffic.class);

    private static final int MAX_EVENTS = 1_000;
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration STOP_WITHIN = Duration.ofMillis(800);

    private final EventDoor door;
    private final Clock clock;
    private final Duration oldest;
    private final ShopSimulation shop;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("demo-traffic").unstarted(this::run);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private ShopEvent next;
    private boolean isAway;

    private DemoTraffic(DemoSettings settings, Clock clock) {
        this.clock = clock;
        door = new EventDoor(settings.to(), settings.key());
        oldest = settings.backfill().plus(LONGEST_WAIT);
        shop = new ShopSimulation(settings.seed(), clock.instant().minus(settings.backfill()));
        next = shop.next();
    }

    /** Begins to send, in a thread of its own. */
    public static DemoTraffic start(DemoSettings settings, Clock clock) {
        var traffic = new DemoTraffic(settings, clock);
        traffic.thread.start();
        return traffic;
    }

    /** How many events the door has taken. */
    public long accepted() {
        return accepted.get();
    }

    /** How many events the door would not take. */
    public long rejected() {
        return rejected.get();
    }

    /** How many events were never sent, since they had waited for too long. */
    public long dropped() {
        return dropped.get();
    }

    /** Waits until the past has been sent and the present is reached; false when that takes longer. */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops within a second; what is under way is broken off. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            door.close();
        }
    }

    private void run() {
        try {
            while (!isClosed(Duration.ZERO)) {
                var due = due();
                if (!due.isEmpty()) {
                    send(due);
                }
                if (due.size() < MAX_EVENTS) {
                    caughtUp.countDown();
                    isClosed(TICK);
                }
            }
        } catch (InterruptedException _) {
            log.atDebug().log("The demo traffic is interrupted");
        }
    }

    /** The next events whose time has come. */
    private List<byte[]> due() {
        var now = clock.instant();
        var lines = new ArrayList<byte[]>();
        while (lines.size() < MAX_EVENTS && !next.timestamp().isAfter(now)) {
            if (isTooOld(next, now)) {
                dropped.incrementAndGet();
            } else {
                lines.add(JsonTree.write(next.json()));
            }
            next = shop.next();
        }
        return lines;
    }

    private boolean isTooOld(ShopEvent event, Instant now) {
        return event.timestamp().isBefore(now.minus(oldest));
    }

    private void send(List<byte[]> lines) throws InterruptedException {
        var body = NdjsonBody.gzip(lines);
        boolean isSettled = false;
        while (!isSettled && !isClosed(Duration.ZERO)) {
            isSettled = switch (door.send(body)) {
                case DoorAnswer.Taken taken -> taken(taken);
                case DoorAnswer.Unreadable(var reason) -> refused(lines.size(), reason);
                case DoorAnswer.TooLarge(var reason) -> refused(lines.size(), reason);
                case DoorAnswer.NotNow(var reason, var retryAfter) -> away(reason, retryAfter);
                case DoorAnswer.Refused(var reason) -> away(reason, Optional.empty());
            };
        }
    }

    private boolean taken(DoorAnswer.Taken taken) {
        accepted.addAndGet(taken.accepted());
        if (!taken.rejected().isEmpty()) {
            refused(taken.rejected().size(), taken.rejected().getFirst().reason());
        }
        backoff.succeeded();
        if (isAway) {
            isAway = false;
            log.atInfo().log("The demo traffic flows again");
        }
        return true;
    }

    private boolean refused(int events, String reason) {
        rejected.addAndGet(events);
        log.atWarn().addKeyValue(LogKeys.REASON, reason).log("Events of the demo traffic are rejected");
        return true;
    }

    private boolean away(String reason, Optional<Duration> retryAfter) throws InterruptedException {
        if (!isAway) {
            isAway = true;
            log.atInfo().addKeyValue(LogKeys.REASON, reason).log("The demo traffic waits for the ingest service");
        }
        isClosed(backoff.afterFailure(retryAfter));
        return false;
    }

    /** Whether it is closed by the time that {@code wait} is over. */
    private boolean isClosed(Duration wait) throws InterruptedException {
        return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

}
