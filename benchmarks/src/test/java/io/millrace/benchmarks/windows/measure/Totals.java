package io.millrace.benchmarks.windows.measure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up what the windows of a run say, for each of its metrics, and holds it against what they must say. Not
 * thread-safe.
 */
final class Totals {

    private final Expected expected;
    private final boolean once;
    private final Map<String, Metric> metrics = new HashMap<>();
    private long repeated;

    /**
     * @param metrics
     *            how many there are
     * @param count
     *            of each metric, over all windows
     * @param cents
     *            of each metric, over all windows
     */
    record Expected(int metrics, long count, long cents) {}

    Totals(Expected expected, boolean once) {
        this.expected = expected;
        this.once = once;
    }

    /** Takes a window, in place of what was said of it before. */
    void take(ResultWindow window) {
        var replaced = metrics.computeIfAbsent(window.metric(), _ -> new Metric()).take(window);
        if (replaced && once) {
            repeated++;
        }
    }

    boolean areRight() {
        return repeated == 0 && metrics.size() == expected.metrics()
                && metrics.values().stream().allMatch(metric -> metric.is(expected));
    }

    /** What is wrong, if anything is. */
    Optional<String> fault() {
        if (areRight()) {
            return Optional.empty();
        }
        if (repeated > 0) {
            return Optional.of(repeated + " windows were written twice");
        }
        if (metrics.size() != expected.metrics()) {
            return Optional.of("%d of %d metrics have results".formatted(metrics.size(), expected.metrics()));
        }
        return metrics.entrySet().stream().filter(entry -> !entry.getValue().is(expected)).findFirst().map(
                entry -> "%s: counted %d of %d events, %d of %d cents".formatted(
                        entry.getKey().isEmpty() ? "totals" : entry.getKey(), entry.getValue().count, expected.count(),
                        entry.getValue().cents, expected.cents()));
    }

    private static final class Metric {

        private record Value(long count, long cents) {}

        private final Map<String, Value> windows = new HashMap<>();
        private long count;
        private long cents;

        boolean take(ResultWindow window) {
            var value = new Value(window.count(), window.cents());
            var before = windows.put(window.identity(), value);
            count += value.count() - (before == null ? 0 : before.count());
            cents += value.cents() - (before == null ? 0 : before.cents());
            return before != null;
        }

        boolean is(Expected expected) {
            return count == expected.count() && cents == expected.cents();
        }

    }

}
