package io.millrace.query.metrics;

import io.millrace.definition.MetricDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.query.access.TenantAccess;
import io.millrace.query.metrics.ReadableMetric.Aggregated;
import io.millrace.query.metrics.ReadableMetric.Kept;
import io.millrace.query.metrics.ReadableMetric.Ratio;
import io.millrace.query.metrics.ReadableMetric.Unreadable;
import io.millrace.runtime.MillraceProperties.Role;
import io.millrace.runtime.definitions.Definitions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The declared metrics. */
@RestController
class MetricsController {

    private final TenantAccess access;
    private final Definitions definitions;
    private final ReadableMetrics metrics;

    MetricsController(TenantAccess access, Definitions definitions, ReadableMetrics metrics) {
        this.access = access;
        this.definitions = definitions;
        this.metrics = metrics;
    }

    /** The declared metrics: what there is to ask for. */
    @Operation(summary = "The declared metrics: their windows, aggregates, dimensions and roll-ups, or what they are the ratio of")
    @GetMapping("/v1/metrics")
    Map<String, Object> metrics(HttpServletRequest request) {
        access.require(request, Role.READ);
        return Map.of("metrics",
                definitions.current().all(MetricDefinition.class).stream().map(this::described).toList());
    }

    private Map<String, Object> described(StoredDefinition stored) {
        var metric = metrics.of(stored);
        var described = new LinkedHashMap<String, Object>();
        described.put("name", metric.name());
        described.put("description", stored.definition().description());
        described.put("version", metric.version());
        described.put("windows", metric.windows().stream().map(window -> window.spec().name()).toList());
        described.put("aggregates", metric.aggregates());
        described.put("numbers", metric.numbers());
        described.put("dimensions", metric.dimensions());
        described.put("rollups", metric.rollups());
        switch (metric) {
            case Aggregated(var aggregated) -> {
                described.put("max_series", aggregated.maxSeries());
                described.put("late", aggregated.revisesLate() ? "revise" : "drop");
            }
            case Ratio(var ratio, _, _) -> described.put("ratio", Map.of("of", ratio.of().toString(), "to",
                    ratio.to().toString()));
            case Unreadable(var ratio, var reason) -> {
                described.put("ratio", Map.of("of", ratio.of().toString(), "to", ratio.to().toString()));
                described.put("problem", reason);
            }
            case Kept _ -> throw new AssertionError("a declared metric has its definition");
        }
        return described;
    }

}
