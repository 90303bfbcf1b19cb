package io.millrace.metrics.window;

import io.millrace.metrics.window.WindowPlan.Planned;
import io.millrace.statistics.TimeWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The windows that hold something and are not closed yet, by tenant and end. Belongs to one task. */
final class OpenWindows {

    /** A window of all series of a grouping. */
    record Window(Planned planned, int grouping, String tenantId, TimeWindow span) {}

    private record Kind(Planned planned, int grouping) {}

    private final Map<String, Map<Kind, TreeMap<Long, TimeWindow>>> byTenant = new HashMap<>();

    void add(Window window) {
        byTenant.computeIfAbsent(window.tenantId(), _ -> new LinkedHashMap<>()).computeIfAbsent(
                new Kind(window.planned(), window.grouping()), _ -> new TreeMap<>()).put(window.span().endMillis(),
                        window.span());
    }

    /** Takes out the windows of the tenant that a watermark closes, those of one kind in the order of their ends. */
    List<Window> closedBy(String tenantId, long watermarkMillis) {
        var closed = new ArrayList<Window>();
        byTenant.getOrDefault(tenantId, Map.of()).forEach((kind, spans) -> {
            var earliest = spans.firstEntry();
            while (earliest != null && kind.planned().isClosed(earliest.getValue(), watermarkMillis)) {
                closed.add(new Window(kind.planned(), kind.grouping(), tenantId, earliest.getValue()));
                spans.pollFirstEntry();
                earliest = spans.firstEntry();
            }
        });
        return closed;
    }

    /** Forgets the windows of plans that are no longer wanted. */
    void removeIf(Predicate<WindowPlan> isOver) {
        byTenant.values().forEach(kinds -> kinds.keySet().removeIf(kind -> isOver.test(kind.planned().plan)));
        byTenant.values().removeIf(Map::isEmpty);
    }

}
