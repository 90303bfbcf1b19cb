package io.millrace.query.metrics;

import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.query.access.TimeRange;
import io.millrace.result.WindowPartial;
import io.millrace.result.WindowResult;
import io.millrace.runtime.reads.GatheredRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Merges windows of a range into one row for each group. Not thread-safe: one instance merges one range. */
final class RangeMerge {

    private record Key(String tenantId, Map<String, String> group) {}

    private final CompiledMetric metric;
    private final RangeWindows windows;
    private final Set<String> dimensions;
    private final int maxGroups;
    private final Map<Key, MergedSeries> groups = new HashMap<>();
    private final Map<String, Long> closedUntil = new HashMap<>();
    private long firstStart = Long.MAX_VALUE;
    private long lastEnd = Long.MIN_VALUE;
    private boolean isCut;

    /**
     * @param dimensions
     *            of the groups
     * @param maxGroups
     *            how many may be held
     */
    RangeMerge(CompiledMetric metric, RangeWindows windows, Set<String> dimensions, int maxGroups) {
        this.metric = metric;
        this.windows = windows;
        this.dimensions = dimensions;
        this.maxGroups = maxGroups;
    }

    void add(List<WindowPartial> parts) {
        parts.forEach(this::add);
    }

    private void add(WindowPartial part) {
        var window = part.window();
        var key = new Key(window.tenantId(), MergedSeries.group(window.group(), dimensions));
        if (!groups.containsKey(key) && groups.size() >= maxGroups) {
            isCut = true;
            return;
        }
        groups.computeIfAbsent(key, _ -> new MergedSeries(metric)).add(part);
        long end = window.end().toEpochMilli();
        firstStart = Math.min(firstStart, window.start().toEpochMilli());
        lastEnd = Math.max(lastEnd, end);
        if (window.isFinal()) {
            closedUntil.merge(window.tenantId(), end, Math::max);
        }
    }

    /**
     * The rows, by tenant and group.
     *
     * @param slices
     *            what was read, to its end
     */
    RangeRows finish(StateSlices slices, int limit) {
        var warnings = new ArrayList<>(slices.warnings());
        var effective = effective(slices);
        slices.stoppedAt().ifPresent(at -> warnings.add(
                "only the time before %s; ask for coarser windows or a shorter time, or declare a rollup".formatted(
                        Instant.ofEpochMilli(at))));
        if (isCut || groups.size() > limit) {
            warnings.add("only %d groups".formatted(Math.min(groups.size(), limit)));
        }
        var ordered = new TreeMap<String, WindowResult>();
        groups.forEach((key, merged) -> ordered.put(key.tenantId() + "\n" + key.group(),
                row(key, merged, effective, isComplete(key.tenantId(), effective, slices))));
        return new RangeRows(windows.window(), effective, new GatheredRows<>(ordered.values().stream().limit(
                limit).toList(), warnings, slices.watermarks()));
    }

    private WindowResult row(Key key, MergedSeries merged, TimeRange effective, boolean isComplete) {
        return merged.result(windows.window().spec().name(), key.tenantId(),
                Instant.ofEpochMilli(effective.fromMillis()), Instant.ofEpochMilli(effective.toMillis()), key.group(),
                isComplete);
    }

    private TimeRange effective(StateSlices slices) {
        var whole = windows.whole();
        var asked = windows.asked();
        long from = asked.isOpenAtStart() && !groups.isEmpty() ? firstStart : whole.fromMillis();
        long to = asked.isOpenAtEnd() && !groups.isEmpty() ? lastEnd : whole.toMillis();
        return new TimeRange(from, slices.stoppedAt().map(at -> Math.min(at, to)).orElse(to));
    }

    /** Whether the tenant's event time has passed the range, so that nothing more can come. */
    private boolean isComplete(String tenantId, TimeRange effective, StateSlices slices) {
        if (!slices.warnings().isEmpty()) {
            return false;
        }
        return slices.watermarks().isEmpty()
                ? closedUntil.getOrDefault(tenantId, Long.MIN_VALUE) >= effective.toMillis()
                : MergedSeries.hasPassed(slices.watermarks(),
                        effective.toMillis() + windows.window().grace().toMillis());
    }

}
