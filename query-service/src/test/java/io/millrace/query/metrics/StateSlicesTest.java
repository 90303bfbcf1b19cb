package io.millrace.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.access.TimeRange;
import io.millrace.result.WindowPartial;
import io.millrace.result.WindowResult;
import io.millrace.runtime.reads.GatheredRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class StateSlicesTest {

    private static final int PARTITIONS = 3;
    private static final TimeRange ALL = new TimeRange(0, 1_000_000_000);

    private final List<List<WindowPartial>> partitions = List.of(new ArrayList<>(), new ArrayList<>(),
            new ArrayList<>());
    private int mostAtOnce;

    @RepeatedTest(50)
    void shouldHandOverEachWindowOnceAndWithAllItsSeries(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 500; i++) {
            put(random.nextInt(PARTITIONS), "t" + random.nextInt(3), 10L * random.nextInt(40), "s" + i);
        }
        var slices = slices(ALL, 60);
        var seen = new ArrayList<WindowPartial>();
        var sliceOfStart = new TreeMap<Instant, Integer>();
        var count = new int[1];

        slices.read(slice -> {
            count[0]++;
            slice.rows().forEach(row -> assertThat(
                    sliceOfStart.merge(row.window().start(), count[0], (one, _) -> one)).isEqualTo(count[0]));
            return seen.addAll(slice.rows()) || true;
        });

        assertThat(seen).containsExactlyInAnyOrderElementsOf(partitions.stream().flatMap(List::stream).toList());
        assertThat(slices.warnings()).isEmpty();
        assertThat(count[0]).isGreaterThan(5);
        assertThat(mostAtOnce).isLessThanOrEqualTo(PARTITIONS * 60);
    }

    @Test
    void shouldReadOnceWhatIsShort() {
        put(0, "t1", 0, "a");
        var ranges = new ArrayList<TimeRange>();
        var slices = new StateSlices(ALL, PARTITIONS, 60, (range, limit) -> {
            ranges.add(range);
            return read(range, limit);
        });

        slices.read(_ -> true);

        assertThat(ranges).containsExactly(ALL);
    }

    @Test
    void shouldGoInTheOrderOfTimeAndStopWhenNoMoreIsWanted() {
        for (int i = 0; i < 100; i++) {
            put(i % PARTITIONS, "t1", i, "s");
        }
        var starts = new ArrayList<Long>();

        slices(ALL, 30).read(slice -> {
            slice.rows().stream().map(row -> row.window().start().toEpochMilli()).sorted().forEach(starts::add);
            return starts.size() < 20;
        });

        assertThat(starts).isSorted().hasSizeBetween(20, 40);
    }

    @Test
    void shouldWarnWhenAStartHasMoreSeriesThanMayBeHeld() {
        for (int i = 0; i < 100; i++) {
            put(0, "t1", 5, "s" + i);
        }
        var slices = slices(ALL, 40);
        var rows = new ArrayList<WindowPartial>();

        slices.read(slice -> rows.addAll(slice.rows()) || true);

        assertThat(rows).hasSize(40);
        assertThat(slices.warnings()).containsExactly(
                "a window had more than 40 series, which may not all be merged in");
    }

    @Test
    void shouldGiveUpAndSayWhereWhenARangeTakesTooManyReads() {
        for (int i = 0; i < 1_000; i++) {
            put(0, "t1", i, "s");
        }
        var slices = slices(ALL, PARTITIONS * 2);
        var last = new long[1];

        slices.read(slice -> {
            slice.rows().forEach(row -> last[0] = Math.max(last[0], row.window().start().toEpochMilli()));
            return true;
        });

        assertThat(slices.stoppedAt()).hasValue(last[0] + 1);
    }

    @Test
    void shouldKeepTheEarliestWatermarksAndEachWarningOnce() {
        for (int i = 0; i < 10; i++) {
            put(0, "t1", i, "s");
        }
        var watermark = new long[]{100};
        var slices = new StateSlices(ALL, PARTITIONS, 9, (range, limit) -> new GatheredRows<>(read(range, limit).rows(),
                List.of("partition 2 is missing"), Map.of(1, watermark[0]++)));

        slices.read(_ -> true);

        assertThat(slices.warnings()).containsExactly("partition 2 is missing");
        assertThat(slices.watermarks()).isEqualTo(Map.of(1, 100L));
    }

    private StateSlices slices(TimeRange range, int maxStates) {
        return new StateSlices(range, PARTITIONS, maxStates, this::read);
    }

    private GatheredRows<WindowPartial> read(TimeRange range, int limit) {
        var rows = partitions.stream().flatMap(partition -> partition.stream().filter(
                row -> row.window().start().toEpochMilli() >= range.fromMillis()
                        && row.window().start().toEpochMilli() < range.toMillis()).sorted(
                                java.util.Comparator.comparing(
                                        (WindowPartial row) -> row.window().tenantId()).thenComparing(
                                                row -> row.window().start())).limit(limit)).toList();
        mostAtOnce = Math.max(mostAtOnce, rows.size());
        return new GatheredRows<>(rows, List.of());
    }

    private void put(int partition, String tenant, long start, String series) {
        var at = Instant.ofEpochMilli(start);
        partitions.get(partition).add(new WindowPartial(new WindowResult("m", 1, tenant, "10ms", at, at.plusMillis(10),
                Map.of("series", series), Map.of(), null, null, true, null, at), null));
    }

}
