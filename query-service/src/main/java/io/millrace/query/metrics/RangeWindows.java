package io.millrace.query.metrics;

import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.query.access.TimeRange;
import io.millrace.runtime.web.ProblemException;
import io.millrace.statistics.WindowSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * The windows that a range is put together from: those of one kind that lie side by side, and wholly within the range.
 *
 * @param asked
 *            the range
 * @param whole
 *            from the start of the first to the end of the last of them
 */
record RangeWindows(MetricWindow window, TimeRange asked, TimeRange whole) {

    /** The share of a range that windows must cover, for coarser ones to be taken before finer ones. */
    private static final double ENOUGH = 0.9;

    /**
     * The windows of that name.
     *
     * @throws ProblemException
     *             400 when windows of that kind do not lie side by side, or none lies within the range; 404 when the metric
     *             has none of that name
     */
    static RangeWindows named(ReadableMetric metric, String name, TimeRange range) {
        var window = WindowReader.window(metric, name);
        return switch (window.spec()) {
            case WindowSpec.Tumbling spec -> fitting(window, spec, range);
            case WindowSpec.Calendar spec -> fitting(window, spec, range);
            case WindowSpec.Hopping _ -> throw refused(metric, name, "they overlap, so that events would count twice");
            case WindowSpec.Cumulative _ -> throw refused(metric, name,
                    "each takes in the one before, so that events would count twice");
            case WindowSpec.Session _ -> throw refused(metric, name,
                    "a session begins and ends with its events, and does not keep to the bounds of a range");
        };
    }

    /**
     * The coarsest windows that cover at least nine tenths of the range; if there are none, those that cover most of it.
     *
     * @throws ProblemException
     *             400 when the metric has no windows that lie side by side, or none of them lies within the range
     */
    static RangeWindows best(ReadableMetric metric, TimeRange range) {
        var coarsestFirst = metric.windows().stream().filter(RangeWindows::liesSideBySide).sorted(Comparator.comparing(
                (MetricWindow window) -> window.spec().size()).reversed()).toList();
        if (coarsestFirst.isEmpty()) {
            throw new ProblemException(HttpStatus.BAD_REQUEST,
                    "metric '%s' has no tumbling, day, week or month windows to put a range together from, only %s".formatted(
                            metric.name(), names(metric.windows())));
        }
        var candidates = coarsestFirst.stream().map(
                window -> within(window, (WindowSpec.Aligned) window.spec(), range)).filter(
                        RangeWindows::isNotEmpty).toList();
        double enough = ENOUGH * length(range);
        return candidates.stream().filter(each -> length(each.whole) >= enough).findFirst().or(
                () -> candidates.stream().max(Comparator.comparing(each -> length(each.whole)))).orElseThrow(
                        () -> tooShort(range, names(coarsestFirst)));
    }

    private static boolean liesSideBySide(MetricWindow window) {
        return switch (window.spec()) {
            case WindowSpec.Tumbling _,WindowSpec.Calendar _ -> true;
            case WindowSpec.Hopping _,WindowSpec.Cumulative _,WindowSpec.Session _ -> false;
        };
    }

    private static RangeWindows fitting(MetricWindow window, WindowSpec.Aligned spec, TimeRange range) {
        var found = within(window, spec, range);
        if (!found.isNotEmpty()) {
            throw tooShort(range, List.of(spec.name()));
        }
        return found;
    }

    private static RangeWindows within(MetricWindow window, WindowSpec.Aligned spec, TimeRange range) {
        var first = spec.windowsOf(range.fromMillis()).getFirst();
        long from = first.startMillis() == range.fromMillis() ? first.startMillis() : first.endMillis();
        return new RangeWindows(window, range,
                new TimeRange(from, spec.windowsOf(range.toMillis()).getFirst().startMillis()));
    }

    /** The windows of the same name of another metric. */
    RangeWindows of(ReadableMetric other) {
        return new RangeWindows(WindowReader.window(other, window.spec().name()), asked, whole);
    }

    private boolean isNotEmpty() {
        return whole.fromMillis() < whole.toMillis();
    }

    private static double length(TimeRange range) {
        return (double) range.toMillis() - range.fromMillis();
    }

    private static List<String> names(List<MetricWindow> windows) {
        return windows.stream().map(window -> window.spec().name()).toList();
    }

    private static ProblemException refused(ReadableMetric metric, String window, String reason) {
        return new ProblemException(HttpStatus.BAD_REQUEST,
                "a range can't be put together from the windows %s of metric '%s': %s".formatted(window, metric.name(),
                        reason));
    }

    private static ProblemException tooShort(TimeRange range, List<String> windows) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "no whole window of %s lies between %s and %s".formatted(
                windows, Instant.ofEpochMilli(range.fromMillis()), Instant.ofEpochMilli(range.toMillis())));
    }

}
