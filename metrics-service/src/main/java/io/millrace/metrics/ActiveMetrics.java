package io.millrace.metrics;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.MetricDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.MetricCompiler;
import io.millrace.metrics.fold.FoldPlan;
import io.millrace.runtime.LogKeys;
import io.millrace.runtime.definitions.DefinitionSet;
import io.millrace.runtime.definitions.Definitions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics that are declared now, compiled, and the versions before them whose windows are still kept. Follows the
 * definitions. Thread-safe.
 */
public final class ActiveMetrics {

    private static final Logger log = LoggerFactory.getLogger(ActiveMetrics.class);

    /** How long a series owner waits for a definition that an event was folded by elsewhere. */
    private static final Duration NEWS_TRAVELS = Duration.ofSeconds(5);

    /** A metric in one version. */
    public record Version(String metric, long version) {}

    private record Snapshot(Map<String, CompiledMetric> byName, FoldPlan plan) {}

    private record Known(StoredDefinition source, CompiledMetric metric) {}

    private final Map<Version, Known> versions = new ConcurrentHashMap<>();
    /** Names heard of and versions waited for in vain: no definition of these is on its way. */
    private final Set<Object> notExpected = ConcurrentHashMap.newKeySet();
    private volatile Snapshot snapshot = new Snapshot(Map.of(), new FoldPlan(List.of()));

    public ActiveMetrics(Definitions definitions) {
        definitions.subscribe(this::update);
    }

    /** How events are folded for the metrics declared now. */
    public FoldPlan plan() {
        return snapshot.plan();
    }

    /** The metric of that name, as declared now. */
    public Optional<CompiledMetric> find(String name) {
        return Optional.ofNullable(snapshot.byName.get(name));
    }

    /** The metric in that version, now declared or before; empty when it was deleted. */
    public Optional<CompiledMetric> find(String name, long version) {
        var current = snapshot.byName.get(name);
        if (current == null || current.version() == version) {
            return Optional.ofNullable(current);
        }
        return known(name, version).map(Known::metric);
    }

    /**
     * The metric in that version. Instances hear of definitions at slightly different times: waits a moment for one that
     * is not known here yet.
     */
    public Optional<CompiledMetric> await(String name, long version) {
        var known = find(name, version);
        if (known.isPresent() || !isExpected(name, version)) {
            return known;
        }
        waitFor(name, version);
        var come = find(name, version);
        if (come.isEmpty()) {
            notExpected.add(new Version(name, version));
        }
        return come;
    }

    private synchronized void waitFor(String name, long version) {
        long deadline = System.nanoTime() + NEWS_TRAVELS.toNanos();
        long left = NEWS_TRAVELS.toMillis();
        try {
            while (left > 0 && find(name, version).isEmpty() && isExpected(name, version)) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the version may still come: neither is a later one known, nor was the metric deleted. */
    private boolean isExpected(String name, long version) {
        var current = snapshot.byName.get(name);
        return current == null
                ? !notExpected.contains(name) && !notExpected.contains(new Version(name, version))
                : current.version() < version;
    }

    /** The definition of that version, to be kept with its windows. */
    public Optional<StoredDefinition> source(String name, long version) {
        return known(name, version).map(Known::source);
    }

    /** Takes up a version whose windows were kept over a restart, unless that version is known already. */
    public synchronized void remember(StoredDefinition stored) {
        if (!versions.containsKey(new Version(stored.definition().name(), stored.version()))) {
            compile(stored);
        }
    }

    /** Forgets a version that was taken up although its metric is not declared any more. */
    public synchronized void forget(Version version) {
        if (find(version.metric()).isEmpty()) {
            versions.remove(version);
        }
    }

    private Optional<Known> known(String name, long version) {
        return Optional.ofNullable(versions.get(new Version(name, version)));
    }

    private synchronized void update(DefinitionSet definitions) {
        var byName = new HashMap<String, CompiledMetric>();
        for (var stored : definitions.all(MetricDefinition.class)) {
            if (!((MetricDefinition) stored.definition()).isRatio()) {
                compile(stored).ifPresent(metric -> byName.put(metric.name(), metric));
            }
        }
        notExpected.addAll(byName.keySet());
        versions.keySet().removeIf(version -> !byName.containsKey(version.metric()));
        snapshot = new Snapshot(Map.copyOf(byName), planFor(byName));
        notifyAll();
    }

    private FoldPlan planFor(Map<String, CompiledMetric> byName) {
        return byName.equals(snapshot.byName) ? snapshot.plan : new FoldPlan(byName.values());
    }

    private Optional<CompiledMetric> compile(StoredDefinition stored) {
        var version = new Version(stored.definition().name(), stored.version());
        var known = versions.get(version);
        if (known != null && known.source().equals(stored)) {
            return Optional.of(known.metric());
        }
        try {
            var declared = DeclaredDefinition.withoutPlaces(stored.definition());
            var compiled = MetricCompiler.compile(declared, stored.version());
            versions.put(version, new Known(stored, compiled));
            log.atInfo().addKeyValue(LogKeys.DEFINITION, stored.key()).addKeyValue(LogKeys.VERSION,
                    stored.version()).log("A metric is active");
            return Optional.of(compiled);
        } catch (DefinitionException e) {
            log.atError().addKeyValue(LogKeys.DEFINITION, stored.key()).addKeyValue(LogKeys.REASON, e.getMessage()).log(
                    "A stored metric does not compile and is left out");
            return Optional.empty();
        }
    }

}
