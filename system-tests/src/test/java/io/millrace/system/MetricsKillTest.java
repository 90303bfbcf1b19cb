package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.event.Event;
import io.millrace.result.WindowResult;
import io.millrace.testkit.broker.TestBroker;
import io.millrace.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The metrics engine killed three times in the middle of its work: every window is published once, and has every event
 * once, to the cent; and the same is in its state when that is restored from nothing. System property
 * {@code millrace.kill.events} says over how many events.
 */
class MetricsKillTest {

    private static final int EVENTS = Integer.getInteger("millrace.kill.events", 300_000);
    private static final int PARTITIONS = 4;
    private static final int KILLS = 3;
    private static final long SEED = 9;
    private static final Instant DAY = Instant.parse("2024-01-01T00:00:00Z");
    private static final String[] CURRENCIES = {"EUR", "GBP", "NPR"};
    private static final String APPLICATION = "metrics-kill";
    private static final Duration PROGRESS_WITHIN = Duration.ofMinutes(2);
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(5);
    private static final String DEFINITIONS = """
            kind: metric
            name: takings
            value: data.total
            by: {currency: data.currency}
            windows: [{tumbling: 1m}, {tumbling: 1h}]
            aggregates: [count, sum]
            grace: 1m
            ---
            kind: metric
            name: visits
            value: data.total
            windows: [{session: 2m, per: user_id}]
            aggregates: [count, sum]
            grace: 1m
            """;

    @TempDir
    private Path folder;

    /** A window's events and cents. */
    private record Total(long events, long cents) {

        private Total plus(Total other) {
            return new Total(events + other.events, cents + other.cents);
        }

    }

    @Test
    void shouldLoseAndDoubleNothingWhenKilledThreeTimes() {
        try (var broker = TestBroker.inProcess().start();
                var feed = new EventFeed(broker, PARTITIONS);
                var windows = new PublishedWindows(broker.bootstrapServers())) {
            var expected = fill(feed);

            var engine = killAgainAndAgain(broker.bootstrapServers());
            try {
                expectPublished(windows, expected);
            } finally {
                engine.close();
            }

            expectRestored(broker.bootstrapServers(), expected);
            assertThat(windows.poll().again()).isEmpty();
        }
    }

    /** Takings per window and currency, {@code 1m|…} and {@code 1h|…}. */
    private static Map<String, Total> fill(EventFeed feed) {
        var random = new Random(SEED);
        var expected = new TreeMap<String, Total>();
        long step = Duration.ofDays(1).toMillis() / EVENTS;
        for (int i = 0; i < EVENTS; i++) {
            long cents = random.nextInt(100_000);
            var currency = CURRENCIES[random.nextInt(CURRENCIES.length)];
            var time = DAY.plusMillis(i * step + random.nextInt(30_000));
            feed.send(i % PARTITIONS, event(i, currency, cents, time));
            var total = new Total(1, cents);
            expected.merge("1m|" + Instant.ofEpochSecond(time.getEpochSecond() / 60 * 60) + "|" + currency, total,
                    Total::plus);
            expected.merge("1h|" + Instant.ofEpochSecond(time.getEpochSecond() / 3600 * 3600) + "|" + currency, total,
                    Total::plus);
        }
        feed.closeAll("shop", DAY.plus(Duration.ofDays(2)));
        return expected;
    }

    private static Event event(int number, String currency, long cents, Instant time) {
        return new Event("e" + number, "order", "shop", "u" + number / 200 % 50, null, null, time, Instant.now(), null,
                null,
                Map.of("currency", currency, "total", cents / 100.0), Map.of(), Map.of(), Map.of());
    }

    /** Kills it at points that the seed chooses, and leaves one running. */
    private JavaProcess killAgainAndAgain(String broker) {
        var points = new Random(SEED).longs(KILLS, EVENTS / 20, EVENTS * 9L / 10).sorted().toArray();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            for (var point : points) {
                try (var engine = start(broker)) {
                    await().atMost(PROGRESS_WITHIN).pollInterval(Duration.ofMillis(20)).until(
                            () -> committed(admin) >= point || !engine.isAlive());
                    assertThat(engine.isAlive()).as(engine.err()).isTrue();
                    assertThat(committed(admin)).as("read of %d when killed at %s", EVENTS,
                            Arrays.toString(points)).isLessThan(EVENTS);
                    engine.kill();
                }
            }
        }
        return start(broker);
    }

    private JavaProcess start(String broker) {
        return MetricsProcess.start(broker, APPLICATION, folder.resolve("state"), DEFINITIONS, PARTITIONS);
    }

    /** How many events are read and done with. */
    private static long committed(Admin admin) {
        try {
            return admin.listConsumerGroupOffsets(APPLICATION).partitionsToOffsetAndMetadata().get(30,
                    TimeUnit.SECONDS).entrySet().stream().filter(
                            entry -> entry.getKey().topic().equals(Topics.EVENTS.name())
                                    && entry.getValue() != null).mapToLong(entry -> entry.getValue().offset()).sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void expectPublished(PublishedWindows windows, Map<String, Total> expected) {
        await().atMost(CAUGHT_UP_WITHIN).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            windows.poll();
            assertThat(windows.where(window -> window.metric().equals("takings")).size()).isEqualTo(expected.size());
        });
        expectSame(windows.where(window -> window.metric().equals("takings")), expected);
        var all = expected.entrySet().stream().filter(window -> window.getKey().startsWith("1m")).map(
                Map.Entry::getValue).reduce(new Total(0, 0), Total::plus);
        await().atMost(CAUGHT_UP_WITHIN).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            windows.poll();
            assertThat(windows.where(window -> window.metric().equals("visits")).stream().map(
                    MetricsKillTest::total).reduce(new Total(0, 0), Total::plus)).isEqualTo(all);
        });
        assertThat(windows.again()).isEmpty();
    }

    private void expectRestored(String broker, Map<String, Total> expected) {
        try (var restored = new MetricsInstance(broker, APPLICATION, "killed", folder.resolve("from-nothing"),
                DEFINITIONS, PARTITIONS, 2).start()) {
            await().atMost(CAUGHT_UP_WITHIN).ignoreExceptions().untilAsserted(
                    () -> assertThat(restored.read("takings", "1m")).isNotEmpty());

            expectSame(withoutLast(restored.read("takings", "1m"), restored.read("takings", "1h")), expected);
            var all = expected.entrySet().stream().filter(window -> window.getKey().startsWith("1m")).map(
                    Map.Entry::getValue).reduce(new Total(0, 0), Total::plus);
            assertThat(withoutLast(restored.read("visits", "session-2m"), List.of()).stream().map(
                    MetricsKillTest::total).reduce(new Total(0, 0), Total::plus)).isEqualTo(all);
        }
    }

    /** The events that closed all windows are in windows of their own. */
    private static List<WindowResult> withoutLast(List<WindowResult> some, List<WindowResult> others) {
        return Stream.of(some, others).flatMap(Collection::stream).filter(
                window -> window.start().isBefore(DAY.plus(Duration.ofDays(2)))).toList();
    }

    private static void expectSame(List<WindowResult> windows, Map<String, Total> expected) {
        var totals = new TreeMap<String, Total>();
        windows.forEach(window -> totals.put(
                window.window() + "|" + window.start() + "|" + window.group().get("currency"), total(window)));
        assertThat(totals).isEqualTo(expected);
    }

    private static Total total(WindowResult window) {
        double sum = window.values().get("sum");
        long cents = Math.round(sum * 100);
        assertThat(Math.abs(sum * 100 - cents)).as("fractions of cents in %s", window).isLessThan(1e-4);
        return new Total(window.values().get("count").longValue(), cents);
    }

}
