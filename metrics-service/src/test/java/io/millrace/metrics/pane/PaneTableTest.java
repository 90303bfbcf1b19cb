package io.millrace.metrics.pane;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateLayout;
import io.millrace.statistics.aggregate.AggregateState;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Panes over a store. */
class PaneTableTest {

    private static final AggregateLayout COUNT = AggregateLayout.of(List.of(new Aggregate.Count()));
    private static final PaneFamily MINUTES = new PaneFamily("orders", 1, 0, "1m", "t1");
    private static final PaneFamily HOURS = new PaneFamily("orders", 1, 0, "1h", "t1");
    private static final PaneFamily OTHERS = new PaneFamily("orders", 1, 0, "1m", "t2");

    private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("panes").get();

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 500", "3, 2000", "4, 100000000"})
    void shouldAnswerTheSameWhateverFitsIntoMemory(long seed, long memory) {
        var random = new Random(seed);
        var families = List.of(MINUTES, HOURS, OTHERS);
        var expected = new TreeMap<String, Long>();
        var table = new PaneTable(store, memory, 1);
        for (int i = 0; i < 3_000; i++) {
            var family = families.get(random.nextInt(3));
            long start = (random.nextInt(12) - 6) * 60_000L;
            var group = "{\"g\":\"" + random.nextInt(4) + "\"}";
            table.merge(family, start, group, count());
            expected.merge(family.tier() + family.tenantId() + start + group, 1L, Long::sum);
            if (random.nextInt(10) == 0) {
                table.flush(i);
            }
            if (random.nextInt(200) == 0) {
                table.flush(i);
                table = new PaneTable(store, memory, i);
            }
        }

        assertThat(contents(table, families)).isEqualTo(expected);
        table.flush(3_000);
        assertThat(contents(table, families)).isEqualTo(expected);
        assertThat(contents(new PaneTable(store, memory, 3_000), families)).isEqualTo(expected);
    }

    @Test
    void shouldTellTheFirstSeriesOfAPaneAlsoAfterARestart() {
        var table = new PaneTable(store, 0, 1);
        assertThat(table.merge(MINUTES, 0, "{}", count())).isTrue();
        assertThat(table.merge(MINUTES, 0, "{\"g\":\"1\"}", count())).isFalse();
        table.flush(1);

        table = new PaneTable(store, 0, 1);

        assertThat(table.merge(MINUTES, 0, "{\"g\":\"2\"}", count())).isFalse();
        assertThat(table.families()).containsExactly(MINUTES);
    }

    @Test
    void shouldKeepAPaneWhoseOtherSeriesChangedLately() {
        var table = new PaneTable(store, 1_000_000, 10);
        table.merge(MINUTES, 0, "{\"g\":\"a\"}", count());
        table.flush(10);
        table.merge(MINUTES, 0, "{\"g\":\"b\"}", count());
        table.flush(100);

        table = new PaneTable(store, 1_000_000, 100);

        assertThat(table.deleteIf((_, changed) -> changed < 50)).isZero();
        assertThat(table.deleteIf((_, changed) -> changed < 101)).isEqualTo(2);
        assertThat(store.approximateNumEntries()).isZero();
        assertThat(table.families()).isEmpty();
    }

    @Test
    void shouldForgetAPaneThatWasDeletedBeforeItWasWritten() {
        var table = new PaneTable(store, 1_000_000, 10);
        table.merge(MINUTES, 0, "{}", count());

        assertThat(table.deleteIf((family, _) -> family.equals(MINUTES))).isEqualTo(1);
        table.flush(20);

        assertThat(store.approximateNumEntries()).isZero();
    }

    private static AggregateState count() {
        var state = COUNT.empty();
        state.add(0, Double.NaN, null);
        return state;
    }

    private static Map<String, Long> contents(PaneTable table, List<PaneFamily> families) {
        var contents = new TreeMap<String, Long>();
        for (var family : families) {
            for (long start : table.starts(family, Long.MIN_VALUE, Long.MAX_VALUE)) {
                table.visit(family, start, (group, state) -> {
                    contents.put(family.tier() + family.tenantId() + start + group, state.count());
                });
                table.visit(family, start, "{\"g\":\"0\"}", state -> assertThat(state.count()).isEqualTo(
                        contents.get(family.tier() + family.tenantId() + start + "{\"g\":\"0\"}")));
            }
        }
        return contents;
    }

}
