package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.event.Event;
import io.millrace.metrics.MetricsMeters;
import io.millrace.result.WindowResult;
import io.millrace.testkit.broker.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backlog of partitions of very different lengths over the same day: whichever is read first, all windows have all
 * events, and none is late.
 */
class BacklogTest {

    private static final Instant DAY = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant LAST = DAY.plus(Duration.ofDays(1));
    private static final List<Integer> LENGTHS = List.of(100, 10_000, 100_000);
    private static final String TENANT = "shop";
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(3);
    private static final String DEFINITIONS = """
            kind: metric
            name: %s
            by: {partition: data.partition}
            rollup: [[]]
            windows: [{tumbling: 10m}]
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheSameWindowsInAnyOrder() {
        try (var broker = TestBroker.inProcess().start(); var feed = new EventFeed(broker, LENGTHS.size())) {
            var expected = fill(feed);
            for (var metric : List.of("one-by-one", "side-by-side")) {
                int threads = metric.equals("one-by-one") ? 1 : LENGTHS.size();
                try (var windows = new PublishedWindows(broker.bootstrapServers());
                        var metrics = new MetricsInstance(broker.bootstrapServers(), metric, metric,
                                folder.resolve(metric), DEFINITIONS.formatted(metric), LENGTHS.size(),
                                threads).start()) {
                    await().atMost(CAUGHT_UP_WITHIN).pollInterval(Duration.ofSeconds(1)).untilAsserted(
                            () -> assertThat(Truth.differences(counts(windows.poll().of(metric, TENANT, "10m")),
                                    expected)).isEmpty());

                    assertThat(windows.poll().again()).isEmpty();
                    assertThat(metrics.counted(MetricsMeters.LATE)).isZero();
                }
            }
        }
    }

    /** Spreads the events of each partition evenly over the day; gives how many each window has. */
    private static Map<String, Double> fill(EventFeed feed) {
        var random = new Random(20_240_101);
        var expected = new TreeMap<String, Double>();
        for (int partition = 0; partition < LENGTHS.size(); partition++) {
            long step = Duration.ofDays(1).toMillis() / LENGTHS.get(partition);
            for (int i = 0; i < LENGTHS.get(partition); i++) {
                var time = DAY.plusMillis(i * step + random.nextLong(step));
                feed.send(partition, event(partition, i, time));
                var window = Instant.ofEpochSecond(time.getEpochSecond() / 600 * 600);
                expected.merge(window + "|" + partition, 1.0, Double::sum);
                expected.merge(window + "|*", 1.0, Double::sum);
            }
        }
        feed.closeAll(TENANT, LAST);
        return expected;
    }

    private static Event event(int partition, int number, Instant time) {
        return new Event(partition + "-" + number, "view", TENANT, "u" + number % 50, null, null, time, Instant.now(),
                null, null, Map.of("partition", Integer.toString(partition)), Map.of(), Map.of(), Map.of());
    }

    private static Map<String, Double> counts(List<WindowResult> windows) {
        var counts = new TreeMap<String, Double>();
        windows.forEach(window -> counts.put(window.start() + "|" + window.group().getOrDefault("partition", "*"),
                window.values().get("count")));
        return counts;
    }

}
