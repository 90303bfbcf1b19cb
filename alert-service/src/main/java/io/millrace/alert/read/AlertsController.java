package io.millrace.alert.read;

import io.millrace.alert.lifecycle.AlertInstance;
import io.millrace.alert.rule.AlertStore;
import io.millrace.alert.rule.HistoryStore;
import io.millrace.result.Alert;
import io.millrace.runtime.reads.LocalStores;
import io.millrace.runtime.reads.PartitionedRows;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers internal reads of alerts. An absent parameter asks for all. */
@Hidden
@RestController
class AlertsController {

    private final LocalStores stores;

    AlertsController(LocalStores stores) {
        this.stores = stores;
    }

    /** Alerts that are pending or firing. */
    @GetMapping("/internal/alerts")
    PartitionedRows<Alert> active(@RequestParam(required = false) String tenant,
            @RequestParam(required = false) String rule, @RequestParam List<Integer> partitions) {
        return stores.read(AlertStore.NAME, QueryableStoreTypes.<String, byte[]>keyValueStore(), partitions,
                (_, store) -> active(store, wanted(tenant, rule)));
    }

    /** Transitions in {@code [from, to)}, newest first within a partition. */
    @GetMapping("/internal/alerts/history")
    PartitionedRows<Alert> history(@RequestParam(required = false) String tenant,
            @RequestParam(required = false) String rule, @RequestParam long from, @RequestParam long to,
            @RequestParam int limit, @RequestParam List<Integer> partitions) {
        return stores.read(HistoryStore.NAME, QueryableStoreTypes.<Bytes, byte[]>keyValueStore(), partitions,
                (_, store) -> HistoryStore.read(store, from, to, wanted(tenant, rule), limit));
    }

    private static List<Alert> active(ReadOnlyKeyValueStore<String, byte[]> store, Predicate<Alert> wanted) {
        var alerts = new ArrayList<Alert>();
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> {
                AlertInstance instance = AlertStore.read(entry.value);
                if (instance.isActive() && wanted.test(instance.alert())) {
                    alerts.add(instance.alert());
                }
            });
        }
        return alerts;
    }

    private static Predicate<Alert> wanted(String tenant, String rule) {
        return alert -> (tenant == null || alert.tenantId().equals(tenant))
                && (rule == null || alert.rule().equals(rule));
    }

}
