package io.millrace.metrics;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.MetricDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.MetricCompiler;
import io.millrace.runtime.LogKeys;
import io.millrace.runtime.definitions.DefinitionSet;
import io.millrace.runtime.definitions.Definitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics that are declared now, compiled. Follows the definitions. Thread-safe. */
public final class ActiveMetrics {

    private static final Logger log = LoggerFactory.getLogger(ActiveMetrics.class);

    /** Types beyond these are looked up each time: they come from senders, and memory is bounded. */
    private static final int MAX_KNOWN_TYPES = 10_000;

    private record Snapshot(Map<String, CompiledMetric> byName, Map<StoredDefinition, CompiledMetric> byDefinition,
            Map<String, List<CompiledMetric>> byEventType) {

        List<CompiledMetric> concerning(String eventType) {
            var known = byEventType.get(eventType);
            if (known != null) {
                return known;
            }
            var concerned = byName.values().stream().filter(metric -> metric.events().include(eventType)).toList();
            if (byEventType.size() < MAX_KNOWN_TYPES) {
                byEventType.put(eventType, concerned);
            }
            return concerned;
        }
    }

    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of(), new ConcurrentHashMap<>());

    public ActiveMetrics(Definitions definitions) {
        definitions.subscribe(this::update);
    }

    /** The metrics that take events of that type. */
    public List<CompiledMetric> concerning(String eventType) {
        return snapshot.concerning(eventType);
    }

    /** The metric of that name, as declared now. */
    public Optional<CompiledMetric> find(String name) {
        return Optional.ofNullable(snapshot.byName.get(name));
    }

    private void update(DefinitionSet definitions) {
        var byName = new HashMap<String, CompiledMetric>();
        var byDefinition = new HashMap<StoredDefinition, CompiledMetric>();
        for (var stored : definitions.all(MetricDefinition.class)) {
            compiled(stored).ifPresent(metric -> {
                byName.put(metric.name(), metric);
                byDefinition.put(stored, metric);
            });
        }
        snapshot = new Snapshot(Map.copyOf(byName), Map.copyOf(byDefinition), new ConcurrentHashMap<>());
    }

    private Optional<CompiledMetric> compiled(StoredDefinition stored) {
        var known = snapshot.byDefinition.get(stored);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var declared = DeclaredDefinition.withoutPlaces(stored.definition());
            log.atInfo().addKeyValue(LogKeys.DEFINITION, stored.key()).addKeyValue(LogKeys.VERSION,
                    stored.version()).log("A metric is active");
            return Optional.of(MetricCompiler.compile(declared, stored.version()));
        } catch (DefinitionException e) {
            log.atError().addKeyValue(LogKeys.DEFINITION, stored.key()).addKeyValue(LogKeys.REASON, e.getMessage()).log(
                    "A stored metric does not compile and is left out");
            return Optional.empty();
        }
    }

}
