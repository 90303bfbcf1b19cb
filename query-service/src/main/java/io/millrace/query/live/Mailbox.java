package io.millrace.query.live;

import io.millrace.query.live.LiveRecord.Happening;
import io.millrace.query.live.LiveRecord.WindowChange;
import io.millrace.query.live.LiveRecord.WindowKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for one client, bounded whatever the client does. Windows and rates are state: of each the newest value
 * waits. Matches, timeouts and alerts are history: a queue, whose oldest entries go when it is full, and are counted.
 *
 * <p>
 * Thread-safe. Offering never waits for the client; taking does wait for mail.
 */
final class Mailbox {

    /** Most windows of one mail, so that an event of the stream stays small; the others come with the next. */
    static final int WINDOWS_PER_MAIL = 1_000;

    private final Interest interest;
    private final int maxHappenings;
    private final int maxWindows;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final SequencedMap<WindowKey, byte[]> windows = new LinkedHashMap<>();
    private final Deque<Happening> happenings = new ArrayDeque<>();
    private Rate rate;
    private long dropped;
    private String closed;
    private Runnable onClose = () -> {};

    Mailbox(Interest interest, int maxHappenings, int maxWindows) {
        this.interest = interest;
        this.maxHappenings = maxHappenings;
        this.maxWindows = maxWindows;
    }

    /**
     * Puts in what the client is interested in.
     *
     * @return how many results had to go for it
     */
    long offer(List<LiveRecord> batch) {
        lock.lock();
        try {
            long before = dropped;
            batch.stream().filter(interest::includes).forEach(this::put);
            arrived.signal();
            return dropped - before;
        } finally {
            lock.unlock();
        }
    }

    /** Puts in the rate of a second, in place of one that still waits. */
    void offer(RateSecond second) {
        lock.lock();
        try {
            rate = second.of(interest.tenant());
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Tells that results were lost on the way here. */
    void lost(long results) {
        lock.lock();
        try {
            dropped += results;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what is in it can still be taken, with the reason. */
    void close(String reason) {
        lock.lock();
        try {
            closed = reason;
            onClose.run();
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Has {@code action}, which must not block, called when the mailbox is closed; at once when it already is. */
    void onClose(Runnable action) {
        lock.lock();
        try {
            onClose = action;
            if (closed != null) {
                action.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what is there; waits for it if there is nothing.
     *
     * @param withWindows
     *            whether windows are due; if not, they stay and are waited for no longer
     * @param patience
     *            how long to wait at most; then the mail is empty
     */
    Mail take(boolean withWindows, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (!hasMail(withWindows) && nanos > 0) {
                nanos = arrived.awaitNanos(nanos);
            }
            return empty(withWindows);
        } finally {
            lock.unlock();
        }
    }

    private boolean hasMail(boolean withWindows) {
        return closed != null || dropped > 0 || rate != null || !happenings.isEmpty()
                || withWindows && !windows.isEmpty();
    }

    private Mail empty(boolean withWindows) {
        var mail = new Mail(dropped, withWindows ? takeWindows() : List.of(), List.copyOf(happenings),
                Optional.ofNullable(rate), Optional.ofNullable(closed));
        dropped = 0;
        happenings.clear();
        rate = null;
        return mail;
    }

    private List<byte[]> takeWindows() {
        var taken = new ArrayList<byte[]>();
        var oldestFirst = windows.values().iterator();
        while (oldestFirst.hasNext() && taken.size() < WINDOWS_PER_MAIL) {
            taken.add(oldestFirst.next());
            oldestFirst.remove();
        }
        return taken;
    }

    private void put(LiveRecord record) {
        if (closed != null) {
            return;
        }
        switch (record) {
            case WindowChange(var key, var json) -> put(key, json);
            case Happening happening -> put(happening);
        }
    }

    private void put(WindowKey key, byte[] json) {
        if (windows.put(key, json) == null && windows.size() > maxWindows) {
            windows.pollFirstEntry();
            dropped++;
        }
    }

    private void put(Happening happening) {
        if (happenings.size() == maxHappenings) {
            happenings.removeFirst();
            dropped++;
        }
        happenings.addLast(happening);
    }

}
