package io.millrace.cep.match;

import io.millrace.cep.order.EventTime;
import io.millrace.cep.order.HeldEvents;
import io.millrace.cep.state.OpenRuns;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The tenants of a task. Belongs to one task. */
final class TenantStreams {

    private final EventTime time;
    private final HeldEvents held;
    private final OpenRuns runs;
    private final Map<String, TenantStream> byTenant = new HashMap<>();
    private TenantStream latest;

    TenantStreams(EventTime time, HeldEvents held, OpenRuns runs) {
        this.time = time;
        this.held = held;
        this.runs = runs;
        time.all().forEach(known -> of(known.tenant()));
    }

    TenantStream of(String tenant) {
        if (latest == null || !latest.tenant().equals(tenant)) {
            latest = byTenant.computeIfAbsent(tenant,
                    name -> new TenantStream(name, time.of(name), held.of(name), runs.of(name)));
        }
        return latest;
    }

    Collection<TenantStream> all() {
        return byTenant.values();
    }

}
