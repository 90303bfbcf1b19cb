package io.millrace.metrics.window;

import io.millrace.event.JsonTree;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.MetricResults;
import io.millrace.metrics.pane.PaneTable;
import io.millrace.metrics.window.OpenWindows.Window;
import io.millrace.result.WindowResult;
import io.millrace.statistics.aggregate.AggregateState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What windows hold: merged from panes, and as results. Thread-safe. */
final class WindowValues {

    private static final int MAX_KNOWN_GROUPS = 100_000;

    private final PaneTable panes;
    private final Map<String, Map<String, String>> groups = new ConcurrentHashMap<>();

    WindowValues(PaneTable panes) {
        this.panes = panes;
    }

    /** Group to aggregates of a window, from its panes as they are now. */
    Map<String, AggregateState> merged(Window window) {
        var merged = new HashMap<String, AggregateState>();
        window.planned().forEachPane(window.grouping(), window.tenantId(), window.span(),
                (family, start) -> panes.visit(family, start, (group, pane) -> {
                    var state = merged.get(group);
                    if (state == null) {
                        merged.put(group, pane.copy());
                    } else {
                        state.merge(pane);
                    }
                }));
        return merged;
    }

    /** Like {@link #merged}, but of a closed window: what was late for it stays out. */
    Map<String, AggregateState> mergedAsClosed(Window window) {
        var merged = merged(window);
        long end = window.span().endMillis();
        panes.visit(window.planned().closed(window.grouping(), window.tenantId()), end,
                (group, kept) -> merged.put(group, kept.copy()));
        merged.values().removeIf(AggregateState::isEmpty);
        return merged;
    }

    /** The aggregates of one series in a window, from its panes as they are now; null when it has none. */
    AggregateState merged(Window window, String group) {
        var merged = new AggregateState[1];
        window.planned().forEachPane(window.grouping(), window.tenantId(), window.span(),
                (family, start) -> panes.visit(family, start, group, pane -> {
                    if (merged[0] == null) {
                        merged[0] = pane.copy();
                    } else {
                        merged[0].merge(pane);
                    }
                }));
        return merged[0];
    }

    /**
     * Keeps the value that a series has in a closed window, before a late event changes a pane under it. An empty value
     * says that the series had none.
     */
    void keepAsClosed(Window window, String group) {
        var state = merged(window, group);
        panes.putIfAbsent(window.planned().closed(window.grouping(), window.tenantId()), window.span().endMillis(),
                group, state == null ? window.planned().plan.metric().layout().empty() : state);
    }

    WindowResult result(Window window, String group, AggregateState state, boolean isFinal, Boolean isRevised) {
        return result(window.planned().plan.metric(), window.planned().name(), window.tenantId(),
                window.span().startMillis(), window.span().endMillis(), group, state, isFinal, isRevised);
    }

    WindowResult result(CompiledMetric metric, String window, String tenantId, long startMillis, long endMillis,
            String group, AggregateState state, boolean isFinal, Boolean isRevised) {
        return MetricResults.of(metric, window, tenantId, startMillis, endMillis, group(group), state, isFinal,
                isRevised);
    }

    /** The group that a text stands for. */
    Map<String, String> group(String text) {
        var known = groups.get(text);
        if (known != null) {
            return known;
        }
        var group = new TreeMap<String, String>();
        ((Map<?, ?>) JsonTree.read(text.getBytes(StandardCharsets.UTF_8))).forEach(
                (dimension, label) -> group.put((String) dimension, (String) label));
        if (groups.size() >= MAX_KNOWN_GROUPS) {
            groups.clear();
        }
        groups.put(text, group);
        return group;
    }

}
