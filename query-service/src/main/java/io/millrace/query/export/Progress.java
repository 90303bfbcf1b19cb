package io.millrace.query.export;

import io.millrace.event.Timestamps;
import io.millrace.runtime.reads.GatheredRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far event time had come where an answer was read. */
public final class Progress {

    private Progress() {}

    /**
     * What stands beside the rows of a read: {@code partitions}, each with its watermark and how far that is behind the clock.
     * Nothing for a read of all tenants, of which each has an event time of its own.
     */
    public static Map<String, Object> beside(Optional<String> tenant, GatheredRows<?> found, long nowMillis) {
        if (tenant.isEmpty()) {
            return Map.of();
        }
        var partitions = new ArrayList<Map<String, Object>>();
        new TreeMap<>(found.watermarks()).forEach((partition, watermark) -> {
            var progress = new LinkedHashMap<String, Object>();
            progress.put("partition", partition);
            progress.put("watermark", Timestamps.format(Instant.ofEpochMilli(watermark)));
            progress.put("lag_ms", nowMillis - watermark);
            partitions.add(progress);
        });
        return Map.of("partitions", partitions);
    }

}
