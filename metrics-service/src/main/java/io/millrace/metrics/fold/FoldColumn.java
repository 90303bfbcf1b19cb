package io.millrace.metrics.fold;

import io.millrace.metrics.partial.EventReference;
import io.millrace.metrics.partial.PartialCell;
import io.millrace.metrics.partial.SeriesId;
import io.millrace.statistics.aggregate.AggregateLayout;
import io.millrace.statistics.aggregate.AggregateState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What was folded for one target into one series since the last commit, by pane or session. Belongs to one task. */
final class FoldColumn {

    /** Partial aggregates of one pane, or of one stretch of a session. */
    static final class Cell {

        final AggregateState state;
        private long startMillis;
        private long endMillis;
        private List<EventReference> references = List.of();

        private Cell(AggregateState state, long startMillis, long endMillis) {
            this.state = state;
            this.startMillis = startMillis;
            this.endMillis = endMillis;
        }

        void refer(EventReference reference) {
            if (references.isEmpty()) {
                references = new ArrayList<>();
            }
            references.add(reference);
        }

        long startMillis() {
            return startMillis;
        }

        /** Takes in what another cell of the same pane holds. */
        void absorb(Cell other) {
            state.merge(other.state);
            other.references.forEach(this::refer);
        }

        private void join(Cell other) {
            absorb(other);
            startMillis = Math.min(startMillis, other.startMillis);
            endMillis = Math.max(endMillis, other.endMillis);
        }

        PartialCell of(SeriesId series) {
            return new PartialCell(series, startMillis, endMillis, state, references);
        }

    }

    private final SeriesId id;
    private final AggregateLayout layout;
    private final TreeMap<Long, Cell> cells = new TreeMap<>();
    private Cell latest;

    FoldColumn(SeriesId id, AggregateLayout layout) {
        this.id = id;
        this.layout = layout;
    }

    /** The cell of the pane that starts there. */
    Cell pane(long startMillis) {
        if (latest == null || latest.startMillis != startMillis) {
            latest = cells.computeIfAbsent(startMillis, start -> new Cell(layout.empty(), start, start));
        }
        return latest;
    }

    /** The cell of the session stretch that an event of that time belongs to, which it may extend or join to another. */
    Cell session(long timestampMillis, long gapMillis) {
        var before = cells.floorEntry(timestampMillis);
        var after = cells.higherEntry(timestampMillis);
        Cell cell = null;
        if (before != null && timestampMillis - before.getValue().endMillis <= gapMillis) {
            cell = before.getValue();
        }
        if (after != null && after.getKey() - timestampMillis <= gapMillis) {
            cells.remove(after.getKey());
            if (cell == null) {
                cell = after.getValue();
                cell.startMillis = timestampMillis;
                cells.put(timestampMillis, cell);
            } else {
                cell.join(after.getValue());
            }
        }
        if (cell == null) {
            cell = new Cell(layout.empty(), timestampMillis, timestampMillis);
            cells.put(timestampMillis, cell);
        }
        cell.endMillis = Math.max(cell.endMillis, timestampMillis);
        return cell;
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    int size() {
        return cells.size();
    }

    void forEach(Consumer<Cell> action) {
        cells.values().forEach(action);
    }

    /** Hands over what was folded and forgets it. */
    void drainTo(Consumer<PartialCell> receiver) {
        cells.values().forEach(cell -> receiver.accept(cell.of(id)));
        cells.clear();
        latest = null;
    }

}
