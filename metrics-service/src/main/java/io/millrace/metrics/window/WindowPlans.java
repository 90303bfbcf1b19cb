package io.millrace.metrics.window;

import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.ActiveMetrics.Version;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The plans of the metrics that are declared, and of the versions before that are kept. Thread-safe. */
final class WindowPlans {

    private final ActiveMetrics metrics;
    private final Map<Version, WindowPlan> known = new ConcurrentHashMap<>();

    WindowPlans(ActiveMetrics metrics) {
        this.metrics = metrics;
    }

    /** The plan of that version; waits a moment for a definition that is not known here yet. Empty when it is deleted. */
    Optional<WindowPlan> await(String metric, long version) {
        var found = find(metric, version);
        return found.isPresent() ? found : metrics.await(metric, version).flatMap(_ -> find(metric, version));
    }

    /** The plan of that version; empty when it is not known. */
    Optional<WindowPlan> find(String metric, long version) {
        var compiled = metrics.find(metric, version);
        var key = new Version(metric, version);
        if (compiled.isEmpty()) {
            known.remove(key);
            return Optional.empty();
        }
        return Optional.of(known.compute(key,
                (_, plan) -> plan != null && plan.metric() == compiled.get() ? plan : new WindowPlan(compiled.get())));
    }

}
