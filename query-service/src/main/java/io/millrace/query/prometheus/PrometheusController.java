package io.millrace.query.prometheus;

import io.millrace.definition.MetricDefinition;
import io.millrace.definition.PatternDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.promql.Labels;
import io.millrace.promql.PromqlEngine;
import io.millrace.promql.PromqlException;
import io.millrace.promql.PromqlParser;
import io.millrace.query.QueryProperties;
import io.millrace.query.access.TenantAccess;
import io.millrace.query.funnel.FunnelReader;
import io.millrace.query.metrics.ReadableMetrics;
import io.millrace.query.metrics.WindowReader;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.info.BuildProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that Grafana's Prometheus data source, promtool and vmalert call; GET and POST alike. */
@RestController
@RequestMapping(path = "/api/v1", method = {RequestMethod.GET, RequestMethod.POST})
class PrometheusController {

    private final TenantAccess access;
    private final Definitions definitions;
    private final ReadableMetrics metrics;
    private final WindowReader reader;
    private final FunnelReader funnels;
    private final QueryProperties properties;
    private final Clock clock;
    private final String version;

    PrometheusController(TenantAccess access, Definitions definitions, ReadableMetrics metrics, WindowReader reader,
            FunnelReader funnels, QueryProperties properties, Clock clock, ObjectProvider<BuildProperties> build) {
        this.access = access;
        this.definitions = definitions;
        this.metrics = metrics;
        this.reader = reader;
        this.funnels = funnels;
        this.properties = properties;
        this.clock = clock;
        this.version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("unknown");
    }

    /** The value of each series at one time. */
    @RequestMapping("/query")
    ResponseEntity<byte[]> query(HttpServletRequest request) {
        var series = series(request);
        var time = request.getParameter("time");
        long at = time == null ? clock.millis() : PrometheusTime.millis("time", time);
        var result = engine(series, request).instant(required(request, "query"), at);
        return PrometheusAnswer.result(result, series.warnings());
    }

    /** The values of each series at steps over a range. */
    @RequestMapping("/query_range")
    ResponseEntity<byte[]> queryRange(HttpServletRequest request) {
        var series = series(request);
        var result = engine(series, request).range(required(request, "query"),
                PrometheusTime.millis("start", required(request, "start")),
                PrometheusTime.millis("end", required(request, "end")),
                PrometheusTime.durationMillis("step", required(request, "step")));
        return PrometheusAnswer.result(result, series.warnings());
    }

    /** Names of labels. */
    @RequestMapping("/labels")
    ResponseEntity<byte[]> labels(HttpServletRequest request) {
        var source = series(request);
        var names = new TreeSet<String>();
        if (request.getParameterValues("match[]") == null) {
            names.addAll(List.of(Labels.METRIC_NAME, WindowFamily.WINDOW, WindowFamily.TENANT));
            families().forEach(family -> names.addAll(family.labelNames()));
            funnelFamilies().findAny().ifPresent(_ -> names.addAll(FunnelFamily.labelNames()));
        } else {
            matching(source, request).forEach(labels -> names.addAll(labels.asMap().keySet()));
        }
        return limited(names, request, source.warnings());
    }

    /** Values of a label. */
    @RequestMapping("/label/{name}/values")
    ResponseEntity<byte[]> labelValues(@PathVariable String name, HttpServletRequest request) {
        var source = series(request);
        var values = new TreeSet<String>();
        if (name.equals(Labels.METRIC_NAME) && request.getParameterValues("match[]") == null) {
            families().forEach(family -> values.add(family.name()));
            funnelFamilies().forEach(family -> values.add(family.name()));
        } else {
            matching(source, request).map(labels -> labels.get(name)).filter(value -> !value.isEmpty()).forEach(
                    values::add);
        }
        return limited(values, request, source.warnings());
    }

    /** The label sets of series. */
    @RequestMapping("/series")
    ResponseEntity<byte[]> seriesOf(HttpServletRequest request) {
        if (request.getParameterValues("match[]") == null) {
            throw new IllegalArgumentException("no match[] parameter provided");
        }
        var source = series(request);
        var found = matching(source, request).sorted().map(PrometheusAnswer::metric).toList();
        return limited(found, request, source.warnings());
    }

    /** Type and help of metrics. */
    @RequestMapping("/metadata")
    ResponseEntity<byte[]> metadata(HttpServletRequest request) {
        series(request);
        var asked = request.getParameter("metric");
        long most = limit(request);
        var metadata = new LinkedHashMap<String, Object>();
        for (var stored : definitions.current().all(MetricDefinition.class)) {
            var help = Map.of("type", "gauge", "help", stored.definition().description(), "unit", "");
            families(stored).map(WindowFamily::name).distinct().filter(
                    name -> (asked == null || asked.isEmpty() || asked.equals(name)) && metadata.size() < most).forEach(
                            name -> metadata.put(name, List.of(help)));
        }
        var funnel = Map.of("type", "gauge", "help", "How far the runs of a pattern came", "unit", "");
        funnelFamilies().map(FunnelFamily::name).distinct().filter(
                name -> (asked == null || asked.isEmpty() || asked.equals(name)) && metadata.size() < most).forEach(
                        name -> metadata.putIfAbsent(name, List.of(funnel)));
        return PrometheusAnswer.success(metadata, List.of());
    }

    /** Who answers. */
    @RequestMapping("/status/buildinfo")
    ResponseEntity<byte[]> buildInfo() {
        return PrometheusAnswer.success(Map.of("application", "Millrace", "version", version, "revision", "", "branch",
                "", "buildUser", "", "buildDate", "", "goVersion", "", "features", Map.of()), List.of());
    }

    /** There are no recording rules here; alert rules are read at {@code /v1/definitions/rules}. */
    @RequestMapping("/rules")
    ResponseEntity<byte[]> rules() {
        return PrometheusAnswer.success(Map.of("groups", List.of()), List.of());
    }

    /** Exemplars are not kept. */
    @RequestMapping("/query_exemplars")
    ResponseEntity<byte[]> exemplars() {
        return PrometheusAnswer.success(List.of(), List.of());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(PromqlException refused) {
        var status = switch (refused.errorType()) {
            case BAD_DATA -> HttpStatus.BAD_REQUEST;
            case EXECUTION -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return PrometheusAnswer.error(status, refused.errorType().text(), refused.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> badParameter(IllegalArgumentException bad) {
        return PrometheusAnswer.error(HttpStatus.BAD_REQUEST, "bad_data", bad.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> noAccess(ProblemException problem) {
        return PrometheusAnswer.error(problem.status(), "bad_data", problem.getMessage());
    }

    private JoinedSeries series(HttpServletRequest request) {
        var tenant = access.readTenant(request, request.getParameter("tenant"));
        return new JoinedSeries(new WindowSeries(families(), reader, tenant, properties.maxRows()),
                new FunnelSeries(funnelFamilies().toList(), funnels, tenant));
    }

    private Stream<FunnelFamily> funnelFamilies() {
        return definitions.current().all(PatternDefinition.class).stream().flatMap(FunnelFamily::of);
    }

    private List<WindowFamily> families() {
        return definitions.current().all(MetricDefinition.class).stream().flatMap(this::families).toList();
    }

    private Stream<WindowFamily> families(StoredDefinition stored) {
        return WindowFamily.of(metrics.of(stored)).stream();
    }

    private static PromqlEngine engine(JoinedSeries series, HttpServletRequest request) {
        var engine = new PromqlEngine(series);
        var lookback = request.getParameter("lookback_delta");
        return lookback == null
                ? engine
                : engine.withLookback(Duration.ofMillis(PrometheusTime.durationMillis("lookback_delta", lookback)));
    }

    private Stream<Labels> matching(JoinedSeries source, HttpServletRequest request) {
        var start = request.getParameter("start");
        var end = request.getParameter("end");
        long from = start == null ? 0 : Math.max(0, PrometheusTime.millis("start", start));
        long to = end == null ? clock.millis() : PrometheusTime.millis("end", end);
        var selectors = request.getParameterValues("match[]");
        var wanted = selectors == null ? new String[]{"{__name__!=\"\"}"} : selectors;
        return Arrays.stream(wanted).map(PromqlParser::parseSelector).flatMap(
                matchers -> source.select(matchers, from, to).stream()).map(found -> found.labels()).distinct().limit(
                        properties.maxSeries());
    }

    private static ResponseEntity<byte[]> limited(Collection<?> values, HttpServletRequest request,
            List<String> warnings) {
        long most = limit(request);
        if (values.size() <= most) {
            return PrometheusAnswer.success(values, warnings);
        }
        var more = new ArrayList<>(warnings);
        more.add("results truncated due to limit");
        return PrometheusAnswer.success(values.stream().limit(most).toList(), more);
    }

    /** The most results that are asked for; 0, as Prometheus has it, is no limit. */
    private static long limit(HttpServletRequest request) {
        var limit = request.getParameter("limit");
        if (limit == null || limit.equals("0")) {
            return Long.MAX_VALUE;
        }
        if (!limit.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(
                    "invalid parameter \"limit\": cannot parse \"%s\" to a number from 0 on".formatted(limit));
        }
        return Long.parseLong(limit);
    }

    private static String required(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("invalid parameter \"%s\": empty value".formatted(name));
        }
        return value;
    }

}
