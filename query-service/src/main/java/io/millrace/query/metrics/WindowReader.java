package io.millrace.query.metrics;

import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.query.QueryProperties;
import io.millrace.query.metrics.ReadableMetric.Aggregated;
import io.millrace.query.metrics.ReadableMetric.Kept;
import io.millrace.query.metrics.ReadableMetric.Ratio;
import io.millrace.query.metrics.ReadableMetric.Unreadable;
import io.millrace.query.metrics.WindowCalls.Call;
import io.millrace.result.WindowPartial;
import io.millrace.result.WindowResult;
import io.millrace.runtime.reads.GatheredRows;
import io.millrace.runtime.web.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads windows of metrics of any sort and puts them in order. Thread-safe. */
@Component
public class WindowReader {

    private static final Comparator<WindowResult> ORDER = Comparator.comparing(WindowResult::start).thenComparing(
            WindowResult::tenantId).thenComparing(window -> window.group().toString()).thenComparing(
                    WindowResult::end);

    private record Key(Instant start, Instant end, String tenantId, Map<String, String> group) {}

    private final WindowCalls calls;
    private final int maxRows;

    public WindowReader(WindowCalls calls, QueryProperties properties) {
        this.calls = calls;
        this.maxRows = properties.maxRows();
    }

    /**
     * Windows of a metric, by start. More than the question's limit is said in a warning.
     *
     * @throws ProblemException
     *             400 when the metric can't be grouped as asked for; 404 when it has no such window
     */
    public GatheredRows<WindowResult> read(ReadableMetric metric, WindowQuestion question) {
        return switch (metric) {
            case Aggregated found -> aggregated(found, question);
            case Ratio ratio -> Quotients.of(ratio, operand -> aggregated(operand, question),
                    window -> new Key(window.start(), window.end(), window.tenantId(), window.group()));
            case Kept(var name, var version) -> asKept(name, version, question);
            case Unreadable(_, var reason) -> throw new ProblemException(HttpStatus.NOT_FOUND, reason);
        };
    }

    /**
     * The window of that name.
     *
     * @throws ProblemException
     *             404 when there is none
     */
    static MetricWindow window(ReadableMetric metric, String name) {
        return metric.window(name).orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND,
                "metric '%s' has no window '%s', only %s".formatted(metric.name(), name,
                        metric.windows().stream().map(each -> each.spec().name()).toList())));
    }

    private GatheredRows<WindowResult> aggregated(Aggregated metric, WindowQuestion question) {
        var window = window(metric, question.window());
        return switch (Grouping.of(metric, window, question.by(), question.group())) {
            case Grouping.Own() -> kept(call(metric, question, Optional.empty()), question);
            case Grouping.Rollup(var dimensions) -> kept(call(metric, question, Optional.of(dimensions)), question);
            case Grouping.Merged(var dimensions) -> merged(metric.metric(), window, dimensions, question);
        };
    }

    private GatheredRows<WindowResult> asKept(String name, long version, WindowQuestion question) {
        if (question.by().isPresent()) {
            throw new ProblemException(HttpStatus.BAD_REQUEST,
                    "the definition of version %d of metric '%s' is not at hand any more: it can be read as it is kept, without by".formatted(
                            version, name));
        }
        return kept(new Call(name, version, question.window(), Optional.empty(), question.tenant(), question.group()),
                question);
    }

    private static Call call(ReadableMetric metric, WindowQuestion question, Optional<List<String>> rollup) {
        return new Call(metric.name(), metric.version(), question.window(), rollup, question.tenant(),
                question.group());
    }

    private GatheredRows<WindowResult> kept(Call call, WindowQuestion question) {
        var gathered = calls.rows(call, question.range(), rows(question) + 1);
        return ordered(gathered.rows().stream().map(WindowPartial::window).toList(), question, gathered.warnings(),
                gathered.watermarks());
    }

    private GatheredRows<WindowResult> merged(CompiledMetric metric, MetricWindow window, Set<String> dimensions,
            WindowQuestion question) {
        var slices = calls.states(call(new Aggregated(metric), question, Optional.empty()), question.range());
        var results = new ArrayList<WindowResult>();
        slices.read(slice -> {
            results.addAll(merged(metric, window, dimensions, slice));
            return results.size() <= rows(question);
        });
        var warnings = new ArrayList<>(slices.warnings());
        slices.stoppedAt().ifPresent(at -> warnings.add(
                "only the windows before %s; ask for a shorter time, or declare a rollup".formatted(
                        Instant.ofEpochMilli(at))));
        return ordered(results, question, warnings, slices.watermarks());
    }

    private static List<WindowResult> merged(CompiledMetric metric, MetricWindow window, Set<String> dimensions,
            GatheredRows<WindowPartial> slice) {
        var merged = new HashMap<Key, MergedSeries>();
        for (var part : slice.rows()) {
            var of = part.window();
            var key = new Key(of.start(), of.end(), of.tenantId(), MergedSeries.group(of.group(), dimensions));
            merged.computeIfAbsent(key, _ -> new MergedSeries(metric)).add(part);
        }
        long grace = window.grace().toMillis();
        return merged.entrySet().stream().map(entry -> {
            var key = entry.getKey();
            boolean isComplete = slice.warnings().isEmpty()
                    && MergedSeries.hasPassed(slice.watermarks(), key.end().toEpochMilli() + grace);
            return entry.getValue().result(window.spec().name(), key.tenantId(), key.start(), key.end(), key.group(),
                    isComplete);
        }).toList();
    }

    private int rows(WindowQuestion question) {
        return Math.min(question.limit(), maxRows);
    }

    private GatheredRows<WindowResult> ordered(List<WindowResult> found, WindowQuestion question,
            List<String> warnings, Map<Integer, Long> watermarks) {
        int rows = rows(question);
        var sorted = new ArrayList<>(found);
        sorted.sort(ORDER);
        if (sorted.size() <= rows) {
            return new GatheredRows<>(sorted, warnings, watermarks);
        }
        var all = new ArrayList<>(warnings);
        all.add("only the first %d windows; ask for a shorter time or a larger limit (at most %d)".formatted(rows,
                maxRows));
        return new GatheredRows<>(sorted.subList(0, rows), all, watermarks);
    }

}
