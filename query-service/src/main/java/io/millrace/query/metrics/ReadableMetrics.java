package io.millrace.query.metrics;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.MetricDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledRatio;
import io.millrace.expressions.metric.CompiledSeries;
import io.millrace.expressions.metric.MetricCompiler;
import io.millrace.query.metrics.ReadableMetric.Aggregated;
import io.millrace.query.metrics.ReadableMetric.Kept;
import io.millrace.query.metrics.ReadableMetric.Ratio;
import io.millrace.query.metrics.ReadableMetric.Unreadable;
import io.millrace.runtime.definitions.DefinitionSet;
import io.millrace.runtime.definitions.Definitions;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.stereotype.Component;

/**
 * The declared metrics and, as far as they were heard of since the start, their versions before; each compiled once, not
 * at every read. Thread-safe.
 */
@Component
public class ReadableMetrics {

    private static final int MAX_VERSIONS = 50;

    private final Definitions definitions;
    private final Map<String, NavigableMap<Long, StoredDefinition>> versions = new ConcurrentHashMap<>();
    private final Map<StoredDefinition, CompiledSeries> compiled = new ConcurrentHashMap<>();

    public ReadableMetrics(Definitions definitions) {
        this.definitions = definitions;
        definitions.subscribe(this::update);
    }

    /** The metric of that name, as declared now. */
    public Optional<ReadableMetric> find(String name) {
        return stored(name).map(this::of);
    }

    /** The metric in that version, if it is declared and has had it. */
    public Optional<ReadableMetric> find(String name, long version) {
        return stored(name).filter(current -> version >= 1 && version <= current.version()).map(current -> {
            var known = version == current.version() ? current : versions.getOrDefault(name, none()).get(version);
            return known == null ? new Kept(name, version) : of(known);
        });
    }

    /**
     * The metric that {@code stored} defines.
     *
     * @throws io.millrace.definition.DefinitionException
     *             when it does not compile
     */
    public ReadableMetric of(StoredDefinition stored) {
        return switch (compiled.computeIfAbsent(stored, ReadableMetrics::compile)) {
            case CompiledMetric metric -> new Aggregated(metric);
            case CompiledRatio ratio -> ratio(ratio);
        };
    }

    private ReadableMetric ratio(CompiledRatio ratio) {
        var of = operand(ratio.of());
        var to = operand(ratio.to());
        return of.isPresent() && to.isPresent()
                ? new Ratio(ratio, of.get(), to.get())
                : new Unreadable(ratio,
                        "metric '%s' is the ratio of %s to %s, and there is no %s".formatted(ratio.name(),
                                ratio.of(), ratio.to(), of.isPresent() ? ratio.to() : ratio.of()));
    }

    private Optional<Aggregated> operand(CompiledRatio.Operand operand) {
        return find(operand.metric()).flatMap(metric -> switch (metric) {
            case Aggregated found when found.numbers().contains(operand.aggregate()) -> Optional.of(found);
            case Aggregated _,Ratio _,Unreadable _,Kept _ -> Optional.empty();
        });
    }

    private Optional<StoredDefinition> stored(String name) {
        return definitions.current().find(DefinitionKind.METRIC, name);
    }

    private static NavigableMap<Long, StoredDefinition> none() {
        return new ConcurrentSkipListMap<>();
    }

    private static CompiledSeries compile(StoredDefinition stored) {
        var declared = DeclaredDefinition.withoutPlaces(stored.definition());
        return ((MetricDefinition) stored.definition()).isRatio()
                ? MetricCompiler.compileRatio(declared, stored.version())
                : MetricCompiler.compile(declared, stored.version());
    }

    private synchronized void update(DefinitionSet current) {
        var declared = current.all(MetricDefinition.class);
        versions.keySet().retainAll(declared.stream().map(stored -> stored.definition().name()).toList());
        for (var stored : declared) {
            remember(versions.computeIfAbsent(stored.definition().name(), _ -> none()), stored);
        }
        compiled.keySet().retainAll(versions.values().stream().flatMap(each -> each.values().stream()).toList());
    }

    private static void remember(NavigableMap<Long, StoredDefinition> known, StoredDefinition stored) {
        known.tailMap(stored.version(), false).clear();
        known.put(stored.version(), stored);
        while (known.size() > MAX_VERSIONS) {
            known.pollFirstEntry();
        }
    }

}
