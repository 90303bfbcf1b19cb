package io.millrace.query.metrics;

import io.millrace.query.QueryProperties;
import io.millrace.query.ServiceReaders;
import io.millrace.query.access.TimeRange;
import io.millrace.result.WindowPartial;
import io.millrace.runtime.reads.GatheredRows;
import io.millrace.runtime.topics.EventPartitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The internal reads of windows, of all instances of the metrics service. Thread-safe. */
@Component
class WindowCalls {

    /**
     * What they ask for.
     *
     * @param rollup
     *            whose windows are wanted; empty for those of the metric's own dimensions
     * @param group
     *            dimensions that must have these values
     */
    record Call(String metric, long version, String window, Optional<List<String>> rollup, Optional<String> tenant,
            Map<String, String> group) {}

    private final ServiceReaders readers;
    private final EventPartitions partitions;
    private final int maxStates;

    WindowCalls(ServiceReaders readers, EventPartitions partitions, QueryProperties properties) {
        this.readers = readers;
        this.partitions = partitions;
        this.maxStates = properties.maxStates();
    }

    /** Windows that start in the range, at most {@code limit} of each partition, in no order. */
    GatheredRows<WindowPartial> rows(Call call, TimeRange range, int limit) {
        return gather(call, range, limit, false);
    }

    /** A reading of windows with what can be merged further. */
    StateSlices states(Call call, TimeRange range) {
        return new StateSlices(range, partitions.count(), maxStates,
                (slice, limit) -> gather(call, slice, limit, true));
    }

    private GatheredRows<WindowPartial> gather(Call call, TimeRange range, int limit, boolean withStates) {
        var query = new HashMap<String, String>();
        query.put("metric", call.metric());
        query.put("version", Long.toString(call.version()));
        query.put("window", call.window());
        query.put("rollup", call.rollup().map(dimensions -> String.join(",", dimensions)).orElse(null));
        query.put("tenant", call.tenant().orElse(null));
        query.put("from", Long.toString(range.fromMillis()));
        query.put("to", Long.toString(range.toMillis()));
        query.put("limit", Integer.toString(limit));
        query.put("states", withStates ? "true" : null);
        call.group().forEach((dimension, value) -> query.put("group." + dimension, value));
        return readers.metrics().gather("/internal/windows", query, partitions.count(), WindowPartial.class);
    }

}
