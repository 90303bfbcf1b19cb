package io.millrace.query.funnel;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.definition.DefinitionKind;
import io.millrace.query.access.TenantAccess;
import io.millrace.query.access.TimeRange;
import io.millrace.query.export.Progress;
import io.millrace.query.export.Rows;
import io.millrace.query.funnel.FunnelStep.Seconds;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far the runs of a pattern came. */
@RestController
@RequestMapping("/v1/patterns/{name}/funnel")
class FunnelController {

    private final TenantAccess access;
    private final Definitions definitions;
    private final FunnelReader reader;
    private final Clock clock;

    FunnelController(TenantAccess access, Definitions definitions, FunnelReader reader, Clock clock) {
        this.access = access;
        this.definitions = definitions;
        this.reader = reader;
        this.clock = clock;
    }

    /** A row of CSV and XLSX: a step of a window. */
    private record Row(String tenantId, Instant start, Instant end, String step, long reached, long keys,
            Double conversion, Seconds seconds, @JsonProperty("final") boolean isFinal) {}

    /** Windows that start in {@code [from, to)}, by start. */
    @Operation(summary = "Runs that began in windows that start in [from, to), by the steps that they reached")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "ISO-8601, or a number since 1970")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "exclusive")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, description = "whose runs; those of all tenants that the key may read unless said")
    @GetMapping
    ResponseEntity<byte[]> funnel(@PathVariable String name,
            @Parameter(description = "1h or 1d") @RequestParam(defaultValue = "1h") String window,
            @Parameter(hidden = true) @RequestParam(required = false) String from,
            @Parameter(hidden = true) @RequestParam(required = false) String to,
            @Parameter(description = "json, csv or xlsx") @RequestParam(required = false) String format,
            HttpServletRequest request) {
        var tenant = access.readTenant(request, request.getParameter("tenant"));
        var pattern = definitions.current().find(DefinitionKind.PATTERN, name).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "unknown pattern '" + name + "'"));
        var span = FunnelSpan.named(window).orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND,
                "a funnel has no window '%s', only %s".formatted(window, FunnelSpan.names())));
        var found = reader.read(pattern, span, tenant, TimeRange.of(from, to));
        return Rows.answer("windows", found.rows(), () -> rows(found.rows()), found.warnings(),
                Progress.beside(tenant, found, clock.millis()), format);
    }

    private static List<?> rows(List<FunnelWindow> windows) {
        return windows.stream().flatMap(window -> window.steps().stream().map(
                step -> new Row(window.tenantId(), window.start(), window.end(), step.step(), step.reached(),
                        step.keys(), step.conversion(), step.seconds(), window.isFinal()))).toList();
    }

}
