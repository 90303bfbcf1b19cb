package io.millrace.query.funnel;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.pattern.BehaviourCompiler;
import io.millrace.expressions.pattern.CompiledBehaviour;
import io.millrace.query.QueryProperties;
import io.millrace.query.ServiceReaders;
import io.millrace.query.access.TimeRange;
import io.millrace.result.FunnelPartial;
import io.millrace.runtime.reads.GatheredRows;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.statistics.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads funnels of all instances of the cep service and merges them. Thread-safe. */
@Component
public class FunnelReader {

    private static final String USER = "user_id";

    private record Key(String tenant, TimeWindow window) {}

    private final ServiceReaders readers;
    private final EventPartitions partitions;
    private final int maxStates;

    public FunnelReader(ServiceReaders readers, EventPartitions partitions, QueryProperties properties) {
        this.readers = readers;
        this.partitions = partitions;
        this.maxStates = properties.maxStates();
    }

    /**
     * Windows of the declared version of a pattern that start in a range, by start.
     *
     * @param tenant
     *            whose runs; empty for all, each with windows of its own
     */
    public GatheredRows<FunnelWindow> read(StoredDefinition stored, FunnelSpan span, Optional<String> tenant,
            TimeRange range) {
        var pattern = BehaviourCompiler.compile(DeclaredDefinition.withoutPlaces(stored.definition()),
                stored.version());
        var found = gather(pattern, tenant, span.hours(range));
        var merged = new HashMap<Key, MergedFunnel>();
        for (var part : found.rows()) {
            merged.computeIfAbsent(new Key(part.tenantId(), span.of(part.start().toEpochMilli())),
                    _ -> new MergedFunnel()).add(part);
        }
        var warnings = new ArrayList<>(found.warnings());
        if (found.rows().size() >= maxStates) {
            warnings.add("there may be more than could be read at once; ask for a shorter time");
        }
        boolean isWhole = warnings.isEmpty();
        var windows = new ArrayList<FunnelWindow>();
        merged.forEach((key, funnel) -> windows.add(new FunnelWindow(key.tenant(),
                Instant.ofEpochMilli(key.window().startMillis()), Instant.ofEpochMilli(key.window().endMillis()),
                funnel.steps(pattern.pattern().variables()), isWhole && funnel.isFinal()
                        && hasPassed(pattern, span, tenant, key.window().endMillis(), found.watermarks()))));
        windows.sort(Comparator.comparing(FunnelWindow::start).thenComparing(FunnelWindow::tenantId));
        return new GatheredRows<>(windows, warnings, found.watermarks());
    }

    private GatheredRows<FunnelPartial> gather(CompiledBehaviour pattern, Optional<String> tenant, TimeRange hours) {
        var query = new HashMap<String, String>();
        query.put("pattern", pattern.name());
        query.put("version", Long.toString(pattern.version()));
        query.put("tenant", tenant.orElse(null));
        query.put("from", Long.toString(hours.fromMillis()));
        query.put("to", Long.toString(hours.toMillis()));
        query.put("limit", Integer.toString(maxStates));
        return readers.cep().gather("/internal/funnel", query, ServiceReaders.cepPartitions(partitions),
                FunnelPartial.class);
    }

    /**
     * Whether event time has passed the end of a window, and the last run that began in it, where the pattern is matched. Of
     * all tenants together that is known of the hours alone that partitions call final.
     */
    private boolean hasPassed(CompiledBehaviour pattern, FunnelSpan span, Optional<String> tenant, long endMillis,
            Map<Integer, Long> watermarks) {
        if (tenant.isEmpty()) {
            return span == FunnelSpan.HOUR;
        }
        var within = pattern.pattern().options().within();
        if (within.isEmpty()) {
            return false;
        }
        boolean perUser = pattern.key().text().strip().equals(USER);
        long lastEnd = endMillis + within.get().toMillis() + pattern.grace().toMillis();
        return watermarks.entrySet().stream().filter(
                entry -> entry.getKey() < partitions.count() == perUser).allMatch(
                        entry -> entry.getValue() >= lastEnd);
    }

}
