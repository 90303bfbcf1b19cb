package io.millrace.query.metrics;

import io.millrace.query.QueryProperties;
import io.millrace.query.ServiceReaders;
import io.millrace.query.access.TimeRange;
import io.millrace.result.WindowPartial;
import io.millrace.result.WindowResult;
import io.millrace.runtime.reads.GatheredRows;
import io.millrace.runtime.topics.EventPartitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads windows from all instances of the metrics service and puts them in order. */
@Component
public class WindowReader {

    private static final Comparator<WindowResult> ORDER = Comparator.comparing(WindowResult::start).thenComparing(
            WindowResult::tenantId).thenComparing(window -> window.group().toString());

    private final ServiceReaders readers;
    private final EventPartitions partitions;
    private final int maxRows;

    public WindowReader(ServiceReaders readers, EventPartitions partitions, QueryProperties properties) {
        this.readers = readers;
        this.partitions = partitions;
        this.maxRows = properties.maxRows();
    }

    /**
     * Windows of a metric, by start.
     *
     * @param tenant
     *            whose windows; empty for all tenants
     * @param range
     *            bounds of the windows' starts
     * @param group
     *            dimensions that must have these values
     * @param limit
     *            how many at most; more than that is said in a warning
     */
    public GatheredRows<WindowResult> read(String metric, String window, Optional<String> tenant, TimeRange range,
            Map<String, String> group, int limit) {
        int rows = Math.min(limit, maxRows);
        var query = new HashMap<String, String>();
        query.put("metric", metric);
        query.put("window", window);
        query.put("tenant", tenant.orElse(null));
        query.put("from", Long.toString(range.fromMillis()));
        query.put("to", Long.toString(range.toMillis()));
        query.put("limit", Integer.toString(rows + 1));
        group.forEach((dimension, value) -> query.put("group." + dimension, value));
        var gathered = readers.metrics().gather("/internal/windows", query, partitions.count(), WindowPartial.class);
        var sorted = new ArrayList<>(gathered.rows().stream().map(WindowPartial::window).toList());
        sorted.sort(ORDER);
        if (sorted.size() <= rows) {
            return new GatheredRows<>(sorted, gathered.warnings());
        }
        var warnings = new ArrayList<>(gathered.warnings());
        warnings.add("only the first %d windows; ask for a shorter time or a larger limit (at most %d)".formatted(rows,
                maxRows));
        return new GatheredRows<>(sorted.subList(0, rows), warnings);
    }

}
