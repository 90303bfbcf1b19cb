package io.millrace.benchmarks.windows.latency;

import io.millrace.benchmarks.windows.load.Load;
import io.millrace.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how many events a standalone instance can take, gives it half as many, and meanwhile sends single events and
 * asks until the answer has them.
 */
public final class LatencyRun {

    private static final String DEFINITIONS = """
            kind: metric
            name: spent
            events: ["order.*", "payment.*", "basket.*", "wishlist.*"]
            value: data.amount
            by: {type: event_type, country: data.country}
            windows: [{tumbling: 1m}]
            aggregates: [count, sum]
            ---
            kind: metric
            name: probes
            events: [probe]
            by: {probe: data.probe}
            windows: [{tumbling: 1m}]
            aggregates: [count]
            """;
    private static final int PROBES = 300;
    /** Sent before anything is measured, so that the code is warm. */
    private static final long WARM_UP_EVENTS = 120_000;
    private static final long CAPACITY_EVENTS = 30_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Between two questions; without it the questions alone would be a load. Part of the times measured. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(10);
    /** A probe comes at random, in step with no clock of the instance. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);

    private final InstanceClient client;
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private long sent;

    private LatencyRun(InstanceClient client) {
        this.client = client;
    }

    /**
     * Starts an instance, measures it and ends it.
     *
     * @param command
     *            the {@code millrace} command
     * @param folder
     *            for its data
     * @throws IOException
     *             when it does not come up, refuses events, or does not count them in minutes
     */
    public static Latency measure(Path command, Path folder, Path log)
            throws IOException, InterruptedException, ExecutionException {
        var definitions = Files.createDirectories(folder.resolve("definitions"));
        Files.writeString(definitions.resolve("latency.yml"), DEFINITIONS);
        try (var instance = StandaloneInstance.start(command, folder.resolve("data"), definitions, log)) {
            return new LatencyRun(new InstanceClient(instance)).measure();
        }
    }

    private Latency measure() throws IOException, InterruptedException, ExecutionException {
        throughput(WARM_UP_EVENTS);
        double capacity = throughput(CAPACITY_EVENTS);
        try (var executor = Executors.newSingleThreadExecutor()) {
            long begun = System.nanoTime();
            var load = executor.submit(() -> new LiveLoad(client).sendPaced(capacity / 2));
            var times = probe(load);
            executor.shutdownNow();
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Latency(capacity, load.get() / seconds, times.stream().sorted().toList());
        }
    }

    /** Events per second, from the first that is sent until all are counted. */
    private double throughput(long events) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        new LiveLoad(client).send(events);
        sent += events;
        awaitCount("spent", "", sent);
        return events / ((System.nanoTime() - begun) / 1e9);
    }

    private List<Duration> probe(Future<Long> load) throws IOException, InterruptedException, ExecutionException {
        var random = new SplittableRandom(1);
        var times = new ArrayList<Duration>();
        for (int probe = 0; probe < PROBES; probe++) {
            if (load.isDone()) {
                load.get();
            }
            LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
            var name = "p" + probe;
            long begun = System.nanoTime();
            client.send(List.of(probeEvent(name)));
            awaitCount("probes", "&probe=" + name, 1);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        return times;
    }

    private void awaitCount(String metric, String filter, long expected) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (client.count(metric, begin, filter) < expected) {
            if (System.nanoTime() > deadline) {
                throw new IOException("%s has counted %d of %d events".formatted(metric,
                        client.count(metric, begin, filter), expected));
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
    }

    private static Event probeEvent(String name) {
        return new Event(UUID.randomUUID().toString(), "probe", Load.TENANT, "prober", null, null, Instant.now(), null,
                "prober", null, Map.of("probe", name), Map.of(), Map.of(), Map.of());
    }

}
