package io.millrace.metrics.read;

import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.window.WatermarkStore;
import io.millrace.metrics.window.WindowStore;
import io.millrace.result.WindowResult;
import io.millrace.runtime.reads.LocalStores;
import io.millrace.runtime.reads.PartitionedRows;
import io.millrace.runtime.web.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers internal reads of windows. A parameter {@code group.NAME} asks for that value of a dimension. */
@Hidden
@RestController
class WindowsController {

    private static final String GROUP_PREFIX = "group.";

    private final ActiveMetrics metrics;
    private final LocalStores stores;

    WindowsController(ActiveMetrics metrics, LocalStores stores) {
        this.metrics = metrics;
        this.stores = stores;
    }

    /**
     * Windows that start in {@code [from, to)}, per partition.
     *
     * @param tenant
     *            whose windows; absent for all tenants
     */
    @GetMapping("/internal/windows")
    PartitionedRows<WindowResult> windows(@RequestParam String metric, @RequestParam String window,
            @RequestParam(required = false) String tenant, @RequestParam long from, @RequestParam long to,
            @RequestParam int limit, @RequestParam List<Integer> partitions,
            @RequestParam Map<String, String> parameters) {
        var declared = metrics.find(metric).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "unknown metric '" + metric + "'"));
        var declaredWindow = declared.window(window).orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND,
                "metric '%s' has no window '%s'".formatted(metric, window)));
        return stores.read(WindowStore.NAME, QueryableStoreTypes.<Bytes, byte[]>keyValueStore(), partitions,
                (partition,
                        store) -> tenants(tenant, partition).stream().flatMap(
                                whose -> WindowStore.read(store, declared, declaredWindow, whose, from, to,
                                        groups(parameters), limit).stream()).limit(limit).toList());
    }

    private TreeSet<String> tenants(String tenant, int partition) {
        var tenants = new TreeSet<String>();
        if (tenant != null) {
            tenants.add(tenant);
            return tenants;
        }
        tenants.addAll(stores.read(WatermarkStore.NAME, QueryableStoreTypes.<String, byte[]>keyValueStore(),
                List.of(partition), (_, store) -> {
                    var names = new TreeSet<String>();
                    try (var entries = store.all()) {
                        entries.forEachRemaining(entry -> names.add(entry.key));
                    }
                    return List.copyOf(names);
                }).rows());
        return tenants;
    }

    private static Predicate<Map<String, String>> groups(Map<String, String> parameters) {
        var wanted = parameters.entrySet().stream().filter(entry -> entry.getKey().startsWith(GROUP_PREFIX)).toList();
        return group -> wanted.stream().allMatch(
                entry -> entry.getValue().equals(group.get(entry.getKey().substring(GROUP_PREFIX.length()))));
    }

}
