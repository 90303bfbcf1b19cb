package io.millrace.query.metrics;

import io.millrace.event.Timestamps;
import io.millrace.query.access.TenantAccess;
import io.millrace.query.export.Progress;
import io.millrace.query.export.Rows;
import io.millrace.query.metrics.Comparisons.Compared;
import io.millrace.query.metrics.ReadableMetric.Kept;
import io.millrace.runtime.reads.GatheredRows;
import io.millrace.runtime.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What metrics measured: window by window, and over a range as a whole. */
@RestController
@RequestMapping("/v1/metrics/{name}")
class MetricReadsController {

    private static final int USUAL_LIMIT = 10_000;

    private final TenantAccess access;
    private final ReadableMetrics metrics;
    private final WindowReader windows;
    private final RangeReader ranges;
    private final Comparisons comparisons;
    private final Clock clock;

    MetricReadsController(TenantAccess access, ReadableMetrics metrics, WindowReader windows, RangeReader ranges,
            Comparisons comparisons, Clock clock) {
        this.access = access;
        this.metrics = metrics;
        this.windows = windows;
        this.ranges = ranges;
        this.comparisons = comparisons;
        this.clock = clock;
    }

    /** Windows of a metric whose start is in {@code [from, to)}. Any other parameter asks for a value of a dimension. */
    @Operation(summary = "Windows of a metric that start in [from, to); any other parameter asks for a value of a dimension")
    @Parameter(name = "window", in = ParameterIn.QUERY, description = "name of the window; the metric's first unless said")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "ISO-8601, or a number since 1970")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "exclusive")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, description = "whose events; all that the key may read unless said")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "most rows; 10000 unless said")
    @Parameter(name = "format", in = ParameterIn.QUERY, description = "json, csv or xlsx")
    @Parameter(name = "version", in = ParameterIn.QUERY, description = "of the metric; the current one unless said. An earlier one stays readable until its retention ends")
    @Parameter(name = "by", in = ParameterIn.QUERY, description = "some of the dimensions, with commas between, or nothing for none: the windows of all series of such a group are merged")
    @Parameter(name = "compare", in = ParameterIn.QUERY, description = "periods with commas between, such as 1d,7d,1mo: each window also has what it was so much earlier, and the change since")
    @GetMapping("/windows")
    ResponseEntity<byte[]> windows(@PathVariable String name, HttpServletRequest request) {
        var whose = access.readTenant(request, request.getParameter("tenant"));
        var parameters = new ReadParameters(name, request.getParameterMap());
        var metric = parameters.metric(metrics);
        var question = new WindowQuestion(windowName(metric, parameters), parameters.by(metric), whose,
                parameters.range(), parameters.group(metric, dimensions(metric, parameters)),
                parameters.limit(USUAL_LIMIT));
        var found = windows.read(metric, question);
        var compared = comparisons.of(metric, question, found.rows(), parameters.compare(metric));
        return answer("windows", compared, found, beside(whose, found), request);
    }

    /** A metric over a range as a whole: a row for each group, merged from the windows within the range. */
    @Operation(summary = "A metric over a range as a whole, a row for each group; any other parameter asks for a value of a dimension")
    @Parameter(name = "window", in = ParameterIn.QUERY, description = "the windows to put the range together from: tumbling, day, week or month; those that fit best unless said")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "ISO-8601, or a number since 1970")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "exclusive")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, description = "whose events; all that the key may read unless said")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "most rows; 10000 unless said")
    @Parameter(name = "format", in = ParameterIn.QUERY, description = "json, csv or xlsx")
    @Parameter(name = "version", in = ParameterIn.QUERY, description = "of the metric; the current one unless said")
    @Parameter(name = "by", in = ParameterIn.QUERY, description = "some of the dimensions, with commas between, or nothing for none")
    @Parameter(name = "compare", in = ParameterIn.QUERY, description = "periods with commas between: each row also has what it was over the range so much earlier")
    @GetMapping("/range")
    ResponseEntity<byte[]> range(@PathVariable String name, HttpServletRequest request) {
        var whose = access.readTenant(request, request.getParameter("tenant"));
        var parameters = new ReadParameters(name, request.getParameterMap());
        var metric = parameters.metric(metrics);
        var question = new RangeQuestion(parameters.window(), parameters.by(metric), whose, parameters.range(),
                parameters.group(metric, Optional.of(metric.dimensions())), parameters.limit(USUAL_LIMIT));
        var found = ranges.read(metric, question);
        var beside = new LinkedHashMap<String, Object>();
        beside.put("from", text(found.effective().fromMillis()));
        beside.put("to", text(found.effective().toMillis()));
        beside.put("window", found.window().spec().name());
        beside.putAll(beside(whose, found.found()));
        return answer("groups", comparisons.of(metric, question, found, parameters.compare(metric)), found.found(),
                beside, request);
    }

    private static String windowName(ReadableMetric metric, ReadParameters parameters) {
        return parameters.window().or(
                () -> metric.windows().stream().findFirst().map(window -> window.spec().name())).orElseThrow(
                        () -> switch (metric) {
                            case ReadableMetric.Unreadable(_, var reason) -> new ProblemException(HttpStatus.NOT_FOUND,
                                    reason);
                            case Kept _ -> new ProblemException(HttpStatus.BAD_REQUEST,
                                    "window: which windows version %d of metric '%s' has is not known any more, name one".formatted(
                                            metric.version(), metric.name()));
                            case ReadableMetric.Aggregated _,ReadableMetric.Ratio _ -> new ProblemException(
                                    HttpStatus.NOT_FOUND, "metric '%s' has no windows".formatted(metric.name()));
                        });
    }

    /** The dimensions of the window that is asked for; empty when they are not known here. */
    private static Optional<List<String>> dimensions(ReadableMetric metric, ReadParameters parameters) {
        return metric instanceof Kept
                ? Optional.empty()
                : Optional.of(metric.dimensions(WindowReader.window(metric, windowName(metric, parameters))));
    }

    private Map<String, Object> beside(Optional<String> tenant, GatheredRows<?> found) {
        return Progress.beside(tenant, found, clock.millis());
    }

    private static ResponseEntity<byte[]> answer(String list, Compared compared, GatheredRows<?> found,
            Map<String, ?> beside, HttpServletRequest request) {
        var warnings = new LinkedHashSet<>(found.warnings());
        warnings.addAll(compared.warnings());
        return Rows.answer(list, compared.rows().stream().map(ComparedRow::json).toList(),
                () -> compared.rows().stream().map(ComparedRow::columns).toList(), List.copyOf(warnings), beside,
                request.getParameter("format"));
    }

    private static String text(long millis) {
        return Timestamps.format(Instant.ofEpochMilli(millis));
    }

}
