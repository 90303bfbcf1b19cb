package io.millrace.query.metrics;

import io.millrace.query.access.TimeRange;
import io.millrace.result.WindowResult;
import io.millrace.runtime.web.ProblemException;
import io.millrace.statistics.TimeWindow;
import io.millrace.statistics.WindowSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Sets windows and ranges beside those that lie some time earlier. Thread-safe. */
@Component
class Comparisons {

    /**
     * Rows with what they are compared with.
     *
     * @param warnings
     *            what was missing of that
     */
    record Compared(List<ComparedRow> rows, List<String> warnings) {}

    private record Key(String tenantId, Map<String, String> group, TimeWindow span) {

        static Key of(WindowResult window, TimeWindow span) {
            return new Key(window.tenantId(), window.group(), span);
        }
    }

    private final WindowReader windows;
    private final RangeReader ranges;

    Comparisons(WindowReader windows, RangeReader ranges) {
        this.windows = windows;
        this.ranges = ranges;
    }

    /**
     * Sets each window beside those that lie so much earlier; the same question is asked of the earlier times.
     *
     * @throws ProblemException
     *             400 when no window can lie so much earlier
     */
    Compared of(ReadableMetric metric, WindowQuestion question, List<WindowResult> found, List<Period> periods) {
        var compared = rows(found, periods);
        SequencedSet<String> warnings = new LinkedHashSet<>();
        var spec = WindowSpec.parse(question.window());
        for (var period : periods) {
            require(period, spec);
            if (!found.isEmpty()) {
                var earlier = windows.read(metric, question.over(earlier(period, spec, found), Integer.MAX_VALUE));
                warnings.addAll(earlier.warnings());
                put(compared, period, spec, earlier.rows());
            }
        }
        return new Compared(compared, List.copyOf(warnings));
    }

    /** Sets each row of a range beside that of the range that lies so much earlier. */
    Compared of(ReadableMetric metric, RangeQuestion question, RangeRows found, List<Period> periods) {
        var compared = rows(found.found().rows(), periods);
        SequencedSet<String> warnings = new LinkedHashSet<>();
        var spec = found.window().spec();
        for (var period : periods) {
            require(period, spec);
            var range = new TimeRange(period.earlier(spec, found.effective().fromMillis()),
                    period.earlier(spec, found.effective().toMillis()));
            var earlier = ranges.read(metric, question.over(range, spec.name())).found();
            warnings.addAll(earlier.warnings());
            var groups = new HashMap<List<Object>, WindowResult>();
            earlier.rows().forEach(row -> groups.put(List.of(row.tenantId(), row.group()), row));
            compared.forEach(
                    row -> put(row, period, groups.get(List.of(row.window().tenantId(), row.window().group()))));
        }
        return new Compared(compared, List.copyOf(warnings));
    }

    private static void require(Period period, WindowSpec spec) {
        period.problemWith(spec).ifPresent(problem -> {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "compare: " + problem);
        });
    }

    private static List<ComparedRow> rows(List<WindowResult> found, List<Period> periods) {
        return found.stream().map(
                window -> new ComparedRow(window, periods.isEmpty() ? null : new LinkedHashMap<>())).toList();
    }

    private static TimeRange earlier(Period period, WindowSpec spec, List<WindowResult> found) {
        var starts = found.stream().mapToLong(window -> window.start().toEpochMilli()).summaryStatistics();
        return new TimeRange(period.earlier(spec, starts.getMin()), period.earlier(spec, starts.getMax()) + 1);
    }

    private static void put(List<ComparedRow> rows, Period period, WindowSpec spec, List<WindowResult> earlier) {
        var bySpan = new HashMap<Key, WindowResult>();
        earlier.forEach(window -> bySpan.put(Key.of(window, span(window)), window));
        rows.forEach(row -> put(row, period,
                bySpan.get(Key.of(row.window(), period.earlier(spec, span(row.window()))))));
    }

    private static void put(ComparedRow row, Period period, WindowResult then) {
        if (then != null) {
            row.compared().put(period.text(), Comparison.of(row.window(), then));
        }
    }

    private static TimeWindow span(WindowResult window) {
        return new TimeWindow(window.start().toEpochMilli(), window.end().toEpochMilli());
    }

}
