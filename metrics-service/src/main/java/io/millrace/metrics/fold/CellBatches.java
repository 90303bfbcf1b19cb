package io.millrace.metrics.fold;

import io.millrace.metrics.partial.EventReference;
import io.millrace.metrics.partial.PartialCell;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts cells into batches that fit into a record. A cell with sketches and top lists can be a thousand times as large as
 * one with a count, so the cut goes by size, which is estimated from above.
 */
final class CellBatches {

    /** Estimated size of a batch; with one cell on top of it, whatever is in it, far from the largest record. */
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_BYTES_PER_CHARACTER = 3;
    private static final int FRAME_BYTES = 64;

    private CellBatches() {}

    /** The cells in the same order, in one batch at least. */
    static List<List<PartialCell>> of(List<PartialCell> cells) {
        var batches = new ArrayList<List<PartialCell>>();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < cells.size(); i++) {
            int size = bytes(cells.get(i));
            if (bytes + size > MAX_BYTES && i > from) {
                batches.add(cells.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += size;
        }
        batches.add(cells.subList(from, cells.size()));
        return batches;
    }

    private static int bytes(PartialCell cell) {
        int bytes = FRAME_BYTES + cell.state().footprintBytes()
                + MAX_BYTES_PER_CHARACTER * cell.series().group().length();
        for (var reference : cell.references()) {
            bytes += bytes(reference);
        }
        return bytes;
    }

    private static int bytes(EventReference reference) {
        return FRAME_BYTES + MAX_BYTES_PER_CHARACTER
                * (reference.key().length() + reference.id().length() + reference.type().length());
    }

}
