package io.millrace.metrics.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.metrics.pane.PaneFamily;
import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateLayout;
import io.millrace.statistics.aggregate.AggregateState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions over a store, with a gap of 10 and a grace of 5. */
class SessionTableTest {

    private static final long GAP = 10;
    private static final long CLOSES_AFTER = GAP + 5 + 1;
    private static final AggregateLayout COUNT = AggregateLayout.of(List.of(new Aggregate.Count()));
    private static final PaneFamily FAMILY = new PaneFamily("visits", 1, 0, "session-10ms", "t1");

    private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("sessions").get();
    private long watermark = Long.MIN_VALUE;
    private SessionTable table = restarted();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldFindTheSessionsOfAnyOrderOverRestarts(long seed) {
        var random = new Random(seed);
        var times = new TreeMap<String, List<Long>>();
        for (long time = 0; time < 3_000; time += random.nextInt(8)) {
            var group = "{\"user\":\"u" + random.nextInt(3) + "\"}";
            long disordered = time - random.nextInt(6);
            times.computeIfAbsent(group, _ -> new ArrayList<>()).add(disordered);
            assertThat(take(group, disordered, disordered)).isTrue();
            if (random.nextInt(4) == 0) {
                watermark = Math.max(watermark, time);
                table.close("t1", watermark, (_, _, _, _, _) -> {});
            }
            if (random.nextInt(5) == 0) {
                table.flush(1);
            }
            if (random.nextInt(20) == 0) {
                table.flush(1);
                table = restarted();
            }
        }

        assertThat(sessions()).containsExactlyInAnyOrderElementsOf(naive(times));
        table.flush(1);
        table = restarted();
        assertThat(sessions()).containsExactlyInAnyOrderElementsOf(naive(times));
    }

    /** Partitions are read at different speeds, so the earlier event may come long after the later one. */
    @Test
    void shouldMeetALaterSessionExactlyTheGapAway() {
        take("{}", 110, 112);
        take("{}", 100, 100);
        take("{\"user\":\"u1\"}", 111, 112);
        take("{\"user\":\"u1\"}", 100, 100);

        assertThat(sessions()).containsExactlyInAnyOrder("{} 100-112 2", "{\"user\":\"u1\"} 100-100 1",
                "{\"user\":\"u1\"} 111-112 1");
    }

    @Test
    void shouldMeetSessionsOnBothSides() {
        take("{}", 100, 100);
        take("{}", 120, 120);
        take("{}", 110, 110);

        assertThat(sessions()).containsExactly("{} 100-120 3");
    }

    @Test
    void shouldGoOnWithAnOpenSessionAfterARestart() {
        take("{}", 100, 100);
        table.flush(1);
        table = restarted();

        take("{}", 110, 110);
        take("{}", 95, 95);
        table.flush(2);

        assertThat(sessions()).containsExactly("{} 95-110 3");
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void shouldCloseARestoredSessionOnce() {
        take("{}", 100, 100);
        table.flush(1);
        table = restarted();
        var closed = new ArrayList<Long>();

        table.close("t1", 115, (_, _, start, _, _) -> closed.add(start));
        assertThat(closed).isEmpty();
        table.close("t1", 116, (_, _, start, _, _) -> closed.add(start));
        watermark = 116;
        table = restarted();
        table.close("t1", 200, (_, _, start, _, _) -> closed.add(start));

        assertThat(closed).containsExactly(100L);
        assertThat(take("{}", 99, 99)).isFalse();
    }

    @Test
    void shouldNotDeleteAnOldSessionThatHasJustGoneOn() {
        take("{}", 100, 100);
        table.flush(1);
        take("{}", 105, 105);

        int deleted = table.deleteIf((_, changedMillis) -> changedMillis < 1_000);
        table.flush(2_000);

        assertThat(deleted).isZero();
        assertThat(sessions()).containsExactly("{} 100-105 2");
        assertThat(table.deleteIf((_, changedMillis) -> changedMillis < 1_000)).isZero();
        assertThat(table.deleteIf((_, changedMillis) -> changedMillis < 3_000)).isEqualTo(1);
        assertThat(sessions()).isEmpty();
    }

    @Test
    void shouldDeleteAVersionWithWhatIsNotStoredYet() {
        var later = new PaneFamily("visits", 2, 0, "session-10ms", "t1");
        take("{}", 100, 100);
        table.flush(1);
        take("{\"user\":\"u1\"}", 100, 100);
        table.take(later, "{}", 100, 100, count(), GAP, CLOSES_AFTER, watermark);
        table.flush(1);
        take("{\"user\":\"u2\"}", 100, 100);

        assertThat(table.deleteAll("visits", 1)).isEqualTo(2);
        table.flush(2);

        assertThat(sessions()).isEmpty();
        assertThat(store.approximateNumEntries()).isEqualTo(1);
        take("{}", 101, 101);
        assertThat(sessions()).containsExactly("{} 101-101 1");
    }

    private SessionTable restarted() {
        return new SessionTable(store, _ -> CLOSES_AFTER, _ -> watermark);
    }

    private boolean take(String group, long start, long end) {
        return table.take(FAMILY, group, start, end, count(), GAP, CLOSES_AFTER, watermark);
    }

    private static AggregateState count() {
        var state = COUNT.empty();
        state.add(0, Double.NaN, null);
        return state;
    }

    private List<String> sessions() {
        var found = new ArrayList<String>();
        table.forEach(FAMILY, Long.MIN_VALUE, Long.MAX_VALUE, (_, group, start, end, state) -> found.add(
                "%s %d-%d %d".formatted(group, start, end, state.count())));
        return found;
    }

    private static List<String> naive(TreeMap<String, List<Long>> timesOf) {
        var sessions = new ArrayList<String>();
        timesOf.forEach((group, times) -> {
            var sorted = times.stream().sorted().toList();
            int first = 0;
            for (int i = 1; i <= sorted.size(); i++) {
                if (i == sorted.size() || sorted.get(i) - sorted.get(i - 1) > GAP) {
                    sessions.add("%s %d-%d %d".formatted(group, sorted.get(first), sorted.get(i - 1), i - first));
                    first = i;
                }
            }
        });
        return sessions;
    }

}
