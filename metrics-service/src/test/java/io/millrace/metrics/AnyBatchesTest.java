package io.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.result.WindowResult;
import io.millrace.testkit.event.EventBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/**
 * Whatever the windows, the partitions, their order, the points of commit and the memory for panes: closed windows, and
 * reads of them, are what a list of all events gives.
 */
class AnyBatchesTest {

    private static final List<String> WINDOWS = List.of("{tumbling: 10s}", "{tumbling: 1m}", "{tumbling: 1h}",
            "{hopping: 10m, every: 1m}", "{hopping: 7m, every: 3m}", "{sliding: 20m, every: 2m}",
            "{day: Europe/Berlin}", "{day: Asia/Kathmandu}", "{week: UTC}", "{month: America/New_York}",
            "{cumulative: day, every: 2h, zone: Europe/Berlin}", "{session: 5m, per: user_id}",
            "{session: 30m, per: user_id}");
    private static final Instant AFTER_ALL = Instant.parse("2024-06-01T00:00:00Z");
    private static final Duration DISORDER = Duration.ofMinutes(2);

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldGiveWhatAListOfAllEventsGives(long seed) {
        var random = new Random(seed);
        int partitions = 1 + random.nextInt(3);
        var memory = random.nextBoolean() ? DataSize.ofKilobytes(4) : DataSize.ofMegabytes(64);
        try (var metrics = new BatchScenario(metric(random), partitions, memory, state)) {
            var events = new RandomEvents(seed).next(300, DISORDER);

            send(metrics, partitions, events, random);

            var expected = NaiveWindows.of(metrics.metric("orders"), events);
            NaiveWindows.assertSame(NaiveWindows.of(withoutLast(metrics.closed())), expected);
            NaiveWindows.assertSame(NaiveWindows.of(withoutLast(readAll(metrics))), expected);
            assertThat(metrics.late()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void shouldGiveTheSameThroughTheWholeTopology(long seed) {
        var random = new Random(seed);
        var yaml = metric(random);
        try (var metrics = new MetricsScenario(yaml, state);
                var plain = new BatchScenario(yaml, 1, DataSize.ofMegabytes(1), state.resolve("plain"))) {
            var events = new RandomEvents(seed).next(150, DISORDER);

            events.forEach(metrics::send);
            last().forEach(metrics::send);

            NaiveWindows.assertSame(NaiveWindows.of(withoutLast(metrics.closed())),
                    NaiveWindows.of(plain.metric("orders"), events));
            assertThat(metrics.late()).isEmpty();
        }
    }

    private static String metric(Random random) {
        var windows = new ArrayList<>(WINDOWS);
        Collections.shuffle(windows, random);
        return """
                kind: metric
                name: orders
                value: data.amount
                by: {city: data.city, device: data.device}
                rollup: [[city], []]
                windows: [%s]
                aggregates: [count, sum, avg, min, max, p90, {distinct: user_id}]
                grace: 2m
                """.formatted(String.join(", ", windows.subList(0, 1 + random.nextInt(4))));
    }

    /** Each partition takes its share in order; which goes on, and when it commits, is left to chance. */
    private static void send(BatchScenario metrics, int partitions, List<Event> events, Random random) {
        var shares = IntStream.range(0, partitions).mapToObj(_ -> new ArrayList<Event>()).toList();
        events.forEach(event -> shares.get(random.nextInt(partitions)).add(event));
        var unread = new ArrayList<>(IntStream.range(0, partitions).boxed().toList());
        var next = new int[partitions];
        while (!unread.isEmpty()) {
            int partition = unread.get(random.nextInt(unread.size()));
            for (int left = 1 + random.nextInt(60); left > 0 && next[partition] < shares.get(
                    partition).size(); left--) {
                metrics.send(partition, shares.get(partition).get(next[partition]++));
            }
            metrics.commit(partition);
            if (next[partition] == shares.get(partition).size()) {
                unread.remove((Integer) partition);
            }
        }
        for (int partition = 0; partition < partitions; partition++) {
            for (var last : last()) {
                metrics.send(partition, last);
            }
            metrics.commit(partition);
        }
    }

    /** Closes all windows before it. */
    private static List<Event> last() {
        return List.of(EventBuilder.event("last").tenant("t1").at(AFTER_ALL).build(),
                EventBuilder.event("last").tenant("t2").at(AFTER_ALL).build());
    }

    private static List<WindowResult> readAll(BatchScenario metrics) {
        var all = new ArrayList<WindowResult>();
        for (var window : metrics.metric("orders").windows()) {
            int groupings = window.per().isPresent() ? 1 : 3;
            for (int rollup = 0; rollup < groupings; rollup++) {
                all.addAll(metrics.read("orders", window.spec().name(), rollup));
            }
        }
        return all;
    }

    private static List<WindowResult> withoutLast(List<WindowResult> results) {
        return results.stream().filter(result -> result.lastEventAt().isBefore(AFTER_ALL)).toList();
    }

}
