package io.millrace.query.metrics;

import io.millrace.query.QueryProperties;
import io.millrace.query.access.TimeRange;
import io.millrace.query.metrics.ReadableMetric.Aggregated;
import io.millrace.query.metrics.ReadableMetric.Kept;
import io.millrace.query.metrics.ReadableMetric.Ratio;
import io.millrace.query.metrics.ReadableMetric.Unreadable;
import io.millrace.query.metrics.WindowCalls.Call;
import io.millrace.result.WindowResult;
import io.millrace.runtime.reads.GatheredRows;
import io.millrace.runtime.web.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads metrics over a range as a whole, merged from the windows within it. Thread-safe. */
@Component
class RangeReader {

    private record Key(String tenantId, Object group) {}

    private final WindowCalls calls;
    private final int maxStates;

    RangeReader(WindowCalls calls, QueryProperties properties) {
        this.calls = calls;
        this.maxStates = properties.maxStates();
    }

    /**
     * One row for each group.
     *
     * @throws ProblemException
     *             400 when there are no windows that the range could be put together from, or the metric can't be grouped as
     *             asked for; 404 when it has no such window
     */
    RangeRows read(ReadableMetric metric, RangeQuestion question) {
        return switch (metric) {
            case Aggregated found -> merged(found, windows(metric, question), question);
            case Ratio ratio -> divided(ratio, windows(metric, question), question);
            case Kept(var name, var version) -> throw new ProblemException(HttpStatus.BAD_REQUEST,
                    "the definition of version %d of metric '%s' is not at hand any more: only its windows can be read".formatted(
                            version, name));
            case Unreadable(_, var reason) -> throw new ProblemException(HttpStatus.NOT_FOUND, reason);
        };
    }

    private static RangeWindows windows(ReadableMetric metric, RangeQuestion question) {
        return question.window().map(name -> RangeWindows.named(metric, name, question.range())).orElseGet(
                () -> RangeWindows.best(metric, question.range()));
    }

    private RangeRows divided(Ratio ratio, RangeWindows windows, RangeQuestion question) {
        var parts = new HashSet<TimeRange>();
        var quotients = Quotients.of(ratio, operand -> {
            var part = merged(operand, windows.of(operand), question);
            parts.add(part.effective());
            return part.found();
        }, window -> new Key(window.tenantId(), window.group()));
        var effective = new TimeRange(parts.stream().mapToLong(TimeRange::fromMillis).min().orElseThrow(),
                parts.stream().mapToLong(TimeRange::toMillis).max().orElseThrow());
        return new RangeRows(windows.window(), effective, quotients);
    }

    private RangeRows merged(Aggregated metric, RangeWindows windows, RangeQuestion question) {
        var grouping = Grouping.of(metric, windows.window(), question.by(), question.group());
        var dimensions = switch (grouping) {
            case Grouping.Own() -> Set.copyOf(metric.dimensions());
            case Grouping.Rollup(var kept) -> Set.copyOf(kept);
            case Grouping.Merged(var some) -> some;
        };
        var rollup = grouping instanceof Grouping.Rollup(var kept) ? Optional.of(kept) : Optional.<List<String>>empty();
        var call = new Call(metric.name(), metric.version(), windows.window().spec().name(), rollup, question.tenant(),
                question.group());
        var slices = calls.states(call, windows.whole());
        var merge = new RangeMerge(metric.metric(), windows, dimensions, maxStates);
        slices.read(slice -> {
            merge.add(slice.rows());
            return true;
        });
        return merge.finish(slices, question.limit());
    }

}
