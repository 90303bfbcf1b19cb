package io.millrace.runtime.reads;

import java.util.List;
import java.util.Map;

/**
 * What all instances of a service answered together.
 *
 * @param warnings
 *            which partitions are missing and why; empty when the answer is complete
 * @param watermarks
 *            partition to how far event time has come there, in milliseconds, where that is known
 */
public record GatheredRows<T>(List<T> rows, List<String> warnings, Map<Integer, Long> watermarks) {

    /** Rows from somewhere that says nothing of event time. */
    public GatheredRows(List<T> rows, List<String> warnings) {
        this(rows, warnings, Map.of());
    }

}
