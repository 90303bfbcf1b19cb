package io.millrace.query.metrics;

import io.millrace.definition.DefinitionKind;
import io.millrace.definition.MetricDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.query.access.TenantAccess;
import io.millrace.query.access.TimeRange;
import io.millrace.query.export.Rows;
import io.millrace.runtime.MillraceProperties.Role;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.web.ProblemException;
import io.millrace.statistics.aggregate.Aggregate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Metrics and their windows. */
@RestController
@RequestMapping("/v1/metrics")
class MetricsController {

    private static final Set<String> OWN_PARAMETERS = Set.of("window", "from", "to", "tenant", "limit", "format",
            "writeKey");

    private final TenantAccess access;
    private final Definitions definitions;
    private final CompiledMetrics compiled;
    private final WindowReader windows;

    MetricsController(TenantAccess access, Definitions definitions, CompiledMetrics compiled, WindowReader windows) {
        this.access = access;
        this.definitions = definitions;
        this.compiled = compiled;
        this.windows = windows;
    }

    /** The declared metrics: what there is to ask for. */
    @GetMapping
    Map<String, Object> metrics(HttpServletRequest request) {
        access.require(request, Role.READ);
        return Map.of("metrics",
                definitions.current().all(MetricDefinition.class).stream().map(this::described).toList());
    }

    /**
     * Windows of a metric whose start is in {@code [from, to)}. Any other parameter asks for a value of a dimension.
     *
     * @param window
     *            name of the window; absent for the metric's first
     */
    @GetMapping("/{name}/windows")
    ResponseEntity<byte[]> windows(@PathVariable String name, @RequestParam(required = false) String window,
            @RequestParam(required = false) String from, @RequestParam(required = false) String to,
            @RequestParam(required = false) String tenant, @RequestParam(defaultValue = "10000") int limit,
            @RequestParam(required = false) String format, @RequestParam Map<String, String> parameters,
            HttpServletRequest request) {
        var whose = access.readTenant(request, tenant);
        var metric = metric(name);
        var windowName = window == null ? metric.windows().getFirst().spec().name() : window;
        if (metric.window(windowName).isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "metric '%s' has no window '%s', only %s".formatted(name,
                    windowName, metric.windows().stream().map(each -> each.spec().name()).toList()));
        }
        var found = windows.read(name, windowName, whose, TimeRange.of(from, to), group(metric, parameters),
                positive(limit));
        return Rows.answer("windows", found.rows(), found.warnings(), format);
    }

    private CompiledMetric metric(String name) {
        return definitions.current().find(DefinitionKind.METRIC, name).map(compiled::of).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "unknown metric '" + name + "'"));
    }

    private static Map<String, String> group(CompiledMetric metric, Map<String, String> parameters) {
        var dimensions = metric.by().stream().map(CompiledMetric.Dimension::name).toList();
        var group = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> {
            if (!OWN_PARAMETERS.contains(name)) {
                if (!dimensions.contains(name)) {
                    throw new ProblemException(HttpStatus.BAD_REQUEST,
                            "unknown parameter '%s': metric '%s' has the dimensions %s".formatted(name, metric.name(),
                                    dimensions));
                }
                group.put(name, value);
            }
        });
        return group;
    }

    private static int positive(int limit) {
        if (limit < 1) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "limit must be at least 1");
        }
        return limit;
    }

    private Map<String, Object> described(StoredDefinition stored) {
        var metric = compiled.of(stored);
        var described = new LinkedHashMap<String, Object>();
        described.put("name", metric.name());
        described.put("description", stored.definition().description());
        described.put("version", metric.version());
        described.put("windows", metric.windows().stream().map(window -> window.spec().name()).toList());
        described.put("aggregates", metric.aggregates().stream().map(Aggregate::name).toList());
        described.put("dimensions", metric.by().stream().map(CompiledMetric.Dimension::name).toList());
        return described;
    }

}
