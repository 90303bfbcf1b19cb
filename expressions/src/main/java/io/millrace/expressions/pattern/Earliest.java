package io.millrace.expressions.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** The earliest of many things, at most so many; of equal times those that came first. Not thread-safe. */
final class Earliest<T> {

    private record Timed<T>(long millis, long sequence, T thing) {}

    private static final Comparator<Timed<?>> ORDER = Comparator.<Timed<?>>comparingLong(
            Timed::millis).thenComparingLong(Timed::sequence);

    private final int limit;
    private final PriorityQueue<Timed<T>> latestFirst = new PriorityQueue<>(ORDER.reversed());
    private long offered;

    Earliest(int limit) {
        this.limit = limit;
    }

    /** Takes a thing of that time, which is only asked for when it is among the earliest so far. */
    void offer(long millis, Supplier<T> thing) {
        offered++;
        if (latestFirst.size() < limit) {
            latestFirst.add(new Timed<>(millis, offered, thing.get()));
        } else if (limit > 0 && millis < latestFirst.peek().millis()) {
            latestFirst.poll();
            latestFirst.add(new Timed<>(millis, offered, thing.get()));
        }
    }

    /** How many were offered. */
    long offered() {
        return offered;
    }

    /** The earliest, in the order of time. */
    List<T> list() {
        var sorted = new ArrayList<>(latestFirst);
        sorted.sort(ORDER);
        return sorted.stream().map(Timed::thing).toList();
    }

}
