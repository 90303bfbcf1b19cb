package io.millrace.statistics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A topic of several partitions that a consumer reads at another speed each, in steps of a second: the producer sends
 * events in order of time, each to a partition of its key; each partition reports once a second. Counts the events that
 * come after the watermark of their tenant has passed them, and, to compare, those behind the latest event time read
 * from anywhere, as if stream time were the fastest partition's.
 */
final class ReplaySimulation {

    static final String TENANT = "t1";
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LIVE_BOUND = Duration.ofMinutes(10);

    private final Random random;
    private final List<Deque<Long>> partitions;
    private final int[] eventsPerSecond;
    private final long[] returnsAt;
    private final List<SourceProgress> sources = new ArrayList<>();
    private WatermarkTracker tracker;
    private long wall;
    private long latestRead = Long.MIN_VALUE;
    private int read;
    private int late;
    private int behindTheFastest;

    ReplaySimulation(Random random, int partitionCount, long wall) {
        this.random = random;
        this.wall = wall;
        this.partitions = Stream.<Deque<Long>>generate(ArrayDeque::new).limit(partitionCount).toList();
        this.eventsPerSecond = IntStream.range(0, partitionCount).map(_ -> 1 << random.nextInt(10)).toArray();
        this.returnsAt = new long[partitionCount];
        start();
    }

    private void start() {
        sources.clear();
        partitions.forEach(_ -> sources.add(new SourceProgress(IDLE_TIMEOUT)));
        tracker = new WatermarkTracker(partitions.size(), IDLE_TIMEOUT, LIVE_BOUND);
    }

    /** Sends events in order of time to partitions of which the first get by far the most. */
    void send(long from, long to, int count) {
        random.longs(count, from, to).sorted().forEach(
                time -> partitions.get((int) (partitions.size() * Math.pow(random.nextDouble(), 4))).add(time));
    }

    /** Sends one event. */
    void sendTo(int partition, long time) {
        partitions.get(partition).add(time);
    }

    /** Lets a partition be absent, without reading and without heartbeats, for a while. */
    void absent(int partition, int seconds) {
        returnsAt[partition] = wall + seconds * 1_000L;
    }

    /** Stops everything, keeps what is kept over a restart, and starts again after that time. */
    void restartAfter(int seconds) {
        var snapshot = tracker.snapshot();
        start();
        tracker.restore(snapshot);
        wall += seconds * 1_000L;
    }

    void run(int seconds) {
        for (var second = 0; second < seconds; second++) {
            wall += 1_000;
            random.ints(partitions.size(), 0, partitions.size()).forEach(this::read);
            IntStream.range(0, partitions.size()).filter(this::isPresent).forEach(this::report);
            tracker.advanceQuiet(wall);
        }
    }

    void runUntilDrained() {
        while (partitions.stream().anyMatch(partition -> !partition.isEmpty())) {
            run(1);
        }
    }

    private boolean isPresent(int partition) {
        return wall >= returnsAt[partition];
    }

    private void read(int partition) {
        for (var i = 0; isPresent(partition) && i < eventsPerSecond[partition]; i++) {
            var time = partitions.get(partition).poll();
            if (time == null) {
                return;
            }
            judge(time);
            sources.get(partition).observe(TENANT, time, wall);
            tracker.observe(TENANT, partition, time, wall);
        }
    }

    private void judge(long time) {
        var watermark = tracker.watermark(TENANT);
        if (watermark.isPresent() && time < watermark.getAsLong()) {
            late++;
        }
        if (time < latestRead) {
            behindTheFastest++;
        }
        latestRead = Math.max(latestRead, time);
        read++;
    }

    private void report(int partition) {
        tracker.heartbeat(partition, sources.get(partition).report(wall), wall);
    }

    OptionalLong watermark() {
        return tracker.watermark(TENANT);
    }

    long latestRead() {
        return latestRead;
    }

    long wall() {
        return wall;
    }

    int read() {
        return read;
    }

    int late() {
        return late;
    }

    int behindTheFastest() {
        return behindTheFastest;
    }
}
