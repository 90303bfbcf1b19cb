package io.millrace.query.alerts;

import io.millrace.query.ServiceReaders;
import io.millrace.query.access.TenantAccess;
import io.millrace.query.access.TimeRange;
import io.millrace.query.export.Rows;
import io.millrace.result.Alert;
import io.millrace.runtime.reads.GatheredRows;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.runtime.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts that are pending or firing, and the history of all. */
@RestController
@RequestMapping("/v1/alerts")
class AlertsController {

    private final TenantAccess access;
    private final ServiceReaders readers;
    private final EventPartitions partitions;

    AlertsController(TenantAccess access, ServiceReaders readers, EventPartitions partitions) {
        this.access = access;
        this.readers = readers;
        this.partitions = partitions;
    }

    /** Alerts that are pending or firing now, the latest first. */
    @GetMapping
    ResponseEntity<byte[]> active(@RequestParam(required = false) String tenant,
            @RequestParam(required = false) String rule, @RequestParam(required = false) String format,
            HttpServletRequest request) {
        var query = new HashMap<String, String>();
        query.put("tenant", access.readTenant(request, tenant).orElse(null));
        query.put("rule", rule);
        return answer("/internal/alerts", query, Integer.MAX_VALUE, "alerts", format);
    }

    /** Transitions in {@code [from, to)}, the latest first. */
    @GetMapping("/history")
    ResponseEntity<byte[]> history(@RequestParam(required = false) String tenant,
            @RequestParam(required = false) String rule, @RequestParam(required = false) String from,
            @RequestParam(required = false) String to, @RequestParam(defaultValue = "1000") int limit,
            @RequestParam(required = false) String format, HttpServletRequest request) {
        if (limit < 1) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "limit must be at least 1");
        }
        var range = TimeRange.of(from, to);
        var query = new HashMap<String, String>();
        query.put("tenant", access.readTenant(request, tenant).orElse(null));
        query.put("rule", rule);
        query.put("from", Long.toString(range.fromMillis()));
        query.put("to", Long.toString(range.toMillis()));
        query.put("limit", Integer.toString(limit));
        return answer("/internal/alerts/history", query, limit, "history", format);
    }

    private ResponseEntity<byte[]> answer(String path, Map<String, String> query, int limit, String list,
            String format) {
        GatheredRows<Alert> found = readers.alert().gather(path, query, partitions.count(), Alert.class);
        var latestFirst = new ArrayList<>(found.rows());
        latestFirst.sort(Comparator.comparing(Alert::changedAt).reversed());
        return Rows.answer(list, latestFirst.subList(0, Math.min(limit, latestFirst.size())), found.warnings(),
                format);
    }

}
