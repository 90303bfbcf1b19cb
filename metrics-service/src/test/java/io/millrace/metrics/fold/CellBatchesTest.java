package io.millrace.metrics.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.metrics.partial.EventReference;
import io.millrace.metrics.partial.PartialBatch;
import io.millrace.metrics.partial.PartialBatchSerde;
import io.millrace.metrics.partial.PartialCell;
import io.millrace.metrics.partial.SeriesId;
import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateLayout;
import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.topics.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellBatchesTest {

    private static final AggregateLayout COUNT = AggregateLayout.of(List.of(new Aggregate.Count()));
    private static final AggregateLayout SKETCHES = AggregateLayout.of(List.of(new Aggregate.Quantile(0.9),
            new Aggregate.Distinct("distinct", 0), new Aggregate.Top("top", 100, 0)));

    @Test
    void shouldKeepManySmallCellsTogether() {
        var batches = CellBatches.of(Collections.nCopies(5_000, cell(COUNT, 1, List.of())));

        assertThat(batches).hasSizeLessThan(3);
    }

    @Test
    void shouldMakeABatchThatFitsIntoARecordOfCellsOfAnySize() {
        var cells = new ArrayList<PartialCell>();
        for (int i = 0; i < 600; i++) {
            cells.add(cell(i % 2 == 0 ? SKETCHES : COUNT, i, List.of()));
        }
        assertThat(size(cells)).isGreaterThan(Topics.MAX_RECORD_BYTES / 4);

        var batches = CellBatches.of(cells);

        assertThat(batches).allSatisfy(batch -> assertThat(size(batch)).isLessThan(Topics.MAX_RECORD_BYTES / 4));
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(cells);
    }

    @Test
    void shouldMakeABatchOfACellThatRefersToManyEvents() {
        var reference = new EventReference("k".repeat(512), "i".repeat(512), "t".repeat(200), 0);
        var large = cell(COUNT, 1, Collections.nCopies(5_000, reference));
        var small = cell(COUNT, 1, List.of());

        var batches = CellBatches.of(List.of(small, large, small));

        assertThat(batches).containsExactly(List.of(small), List.of(large), List.of(small));
        assertThat(size(batches.get(1))).isLessThan(Topics.MAX_RECORD_BYTES);
    }

    @Test
    void shouldMakeOneBatchOfNothing() {
        assertThat(CellBatches.of(List.of())).containsExactly(List.of());
    }

    private static PartialCell cell(AggregateLayout layout, int events, List<EventReference> references) {
        AggregateState state = layout.empty();
        for (int i = 0; i < events; i++) {
            state.add(i, i * 1.01, new String[]{"a text of some length, number " + i});
        }
        return new PartialCell(new SeriesId("orders", 1, 0, "", "t1", "{}"), events, events, state, references);
    }

    private static int size(List<PartialCell> cells) {
        return PartialBatchSerde.serde().serializer().serialize("series",
                new PartialBatch(0, cells, Map.of(), null)).length;
    }

}
