package io.millrace.query.metrics;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.MetricCompiler;
import io.millrace.runtime.definitions.Definitions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Metric definitions compiled once, not at every read; those that are no longer declared are forgotten. Thread-safe. */
@Component
public class CompiledMetrics {

    private final Map<StoredDefinition, CompiledMetric> compiled = new ConcurrentHashMap<>();

    public CompiledMetrics(Definitions definitions) {
        definitions.subscribe(current -> compiled.keySet().retainAll(current.all()));
    }

    /**
     * The metric that {@code stored} defines.
     *
     * @throws io.millrace.definition.DefinitionException
     *             when it does not compile
     */
    public CompiledMetric of(StoredDefinition stored) {
        return compiled.computeIfAbsent(stored,
                definition -> MetricCompiler.compile(DeclaredDefinition.withoutPlaces(definition.definition()),
                        definition.version()));
    }

}
