package io.millrace.metrics.window;

import io.millrace.metrics.window.OpenWindows.Window;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/** The windows of series that changed since they were last published, the longest waiting first. Belongs to one task. */
final class ChangedWindows {

    /**
     * A window of one series.
     *
     * @param isRevised
     *            whether it had been closed before it changed
     */
    record Changed(Window window, String group, boolean isRevised) {}

    private record Key(Window window, String group) {}

    private final Map<Key, Changed> changed = new LinkedHashMap<>();

    void add(Window window, String group) {
        changed.computeIfAbsent(new Key(window, group), _ -> new Changed(window, group, false));
    }

    void addRevised(Window window, String group) {
        changed.put(new Key(window, group), new Changed(window, group, true));
    }

    /**
     * Takes windows out.
     *
     * @param publish
     *            is given each, and says whether it was published, and so counts
     * @param limit
     *            how many may be published; the rest stays
     */
    void take(int limit, BiPredicate<Window, Changed> publish) {
        var waiting = changed.values().iterator();
        int published = 0;
        while (published < limit && waiting.hasNext()) {
            var next = waiting.next();
            waiting.remove();
            if (publish.test(next.window(), next)) {
                published++;
            }
        }
    }

}
