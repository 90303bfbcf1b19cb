package io.millrace.metrics.window;

import io.millrace.metrics.window.OpenWindows.Window;
import io.millrace.metrics.window.WindowPlan.Planned;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The windows of series that changed since they were last published, the longest waiting first. Of windows that overlap
 * only the latest is kept for each series: an event changes many of them, and all are published when they are closed.
 * Belongs to one task.
 */
final class ChangedWindows {

    /**
     * A window of one series.
     *
     * @param isRevised
     *            whether it had been closed before it changed
     */
    record Changed(Window window, String group, boolean isRevised) {}

    private record Key(Planned planned, int grouping, String tenantId, Long start, String group) {

        static Key of(Window window, String group) {
            var start = window.planned().isOverlapping() ? null : (Long) window.span().startMillis();
            return new Key(window.planned(), window.grouping(), window.tenantId(), start, group);
        }
    }

    private final Map<Key, Changed> changed = new LinkedHashMap<>();
    private final Set<Changed> revised = new LinkedHashSet<>();

    void add(Window window, String group) {
        changed.merge(Key.of(window, group), new Changed(window, group, false),
                (known, added) -> known.window().span().endMillis() < window.span().endMillis() ? added : known);
    }

    void addRevised(Window window, String group) {
        revised.add(new Changed(window, group, true));
    }

    /**
     * Takes windows out.
     *
     * @param publish
     *            is given each, and says whether it was published, and so counts
     * @param limit
     *            how many may be published; the rest stays
     */
    void take(int limit, Predicate<Changed> publish) {
        take(revised.iterator(), limit, publish);
        take(changed.values().iterator(), limit, publish);
    }

    private static void take(Iterator<Changed> waiting, int limit, Predicate<Changed> publish) {
        int published = 0;
        while (published < limit && waiting.hasNext()) {
            var next = waiting.next();
            waiting.remove();
            if (publish.test(next)) {
                published++;
            }
        }
    }

}
