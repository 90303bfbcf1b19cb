package io.millrace.metrics.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/** The windows that are not closed yet, by tenant and the event time at which they close. Belongs to one task. */
final class OpenWindows {

    private final Map<String, TreeMap<Long, Set<Bytes>>> byTenant = new HashMap<>();

    void add(String tenantId, long closesAtMillis, Bytes key) {
        byTenant.computeIfAbsent(tenantId, _ -> new TreeMap<>()).computeIfAbsent(closesAtMillis,
                _ -> new LinkedHashSet<>()).add(key);
    }

    /** Takes out the windows of the tenant that a watermark closes, the earliest first. */
    List<Bytes> closedBy(String tenantId, long watermarkMillis) {
        var open = byTenant.get(tenantId);
        if (open == null) {
            return List.of();
        }
        var closed = open.headMap(watermarkMillis, true);
        var keys = new ArrayList<Bytes>();
        closed.values().forEach(keys::addAll);
        closed.clear();
        if (open.isEmpty()) {
            byTenant.remove(tenantId);
        }
        return keys;
    }

}
