package io.millrace.runtime.reads;

import java.util.List;
import java.util.Map;

/**
 * An instance's answer to an internal read.
 *
 * @param rows
 *            what was found in the partitions that it holds
 * @param unavailable
 *            partition to the reason why it could not be read here
 * @param watermarks
 *            partition to how far event time has come there, where the read is of one tenant and that is known; in
 *            milliseconds
 */
public record PartitionedRows<T>(List<T> rows, Map<Integer, String> unavailable, Map<Integer, Long> watermarks) {

    /** An answer that says nothing of event time. */
    public PartitionedRows(List<T> rows, Map<Integer, String> unavailable) {
        this(rows, unavailable, Map.of());
    }

    public PartitionedRows {
        watermarks = watermarks == null ? Map.of() : Map.copyOf(watermarks);
    }

    /** The same answer with how far event time has come. */
    public PartitionedRows<T> withWatermarks(Map<Integer, Long> known) {
        return new PartitionedRows<>(rows, unavailable, known);
    }

}
