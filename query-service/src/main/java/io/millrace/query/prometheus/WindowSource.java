package io.millrace.query.prometheus;

import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.query.metrics.ReadableMetric;
import io.millrace.statistics.CalendarUnit;
import io.millrace.statistics.WindowSpec;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Windows that are read at once: those of one name of a metric, over its own dimensions or over those of a roll-up.
 *
 * @param rollup
 *            the dimensions of the roll-up; empty for the metric's own
 */
record WindowSource(ReadableMetric metric, MetricWindow window, Optional<List<String>> rollup) {

    /** How much longer than usual a day can be, when the clocks change. */
    private static final Duration CLOCK_CHANGE = Duration.ofHours(1);

    /** How long sessions may last to be seen here: where one began is not known from where it ended. */
    private static final Duration LONGEST_SESSION = Duration.ofDays(1);

    /** The sources of a metric. Roll-ups are not kept of sessions. */
    static List<WindowSource> of(ReadableMetric metric) {
        var sources = new ArrayList<WindowSource>();
        for (var window : metric.windows()) {
            sources.add(new WindowSource(metric, window, Optional.empty()));
            if (window.spec() instanceof WindowSpec.Aligned) {
                metric.rollups().forEach(rollup -> sources.add(new WindowSource(metric, window, Optional.of(rollup))));
            }
        }
        return sources;
    }

    String windowName() {
        return window.spec().name();
    }

    /** The dimensions of the series. */
    List<String> dimensions() {
        return rollup.orElseGet(() -> metric.dimensions(window));
    }

    /**
     * What the names of its series begin with: {@code revenue}, {@code revenue_by_currency} for a roll-up, and
     * {@code revenue_total} for the one over all.
     */
    String prefix() {
        var name = metric.name().replace('-', '_');
        return rollup.map(over -> over.isEmpty() ? name + "_total" : name + "_by_" + String.join("_", over)).orElse(
                name);
    }

    /** How long a sample counts: until the next window of its series ends; that of a session, as long as it may go on. */
    Duration lookback() {
        return switch (window.spec()) {
            case WindowSpec.Tumbling(var size) -> size;
            case WindowSpec.Hopping(_, var advance) -> advance;
            case WindowSpec.Cumulative(var every, _) -> every;
            case WindowSpec.Calendar calendar -> longest(calendar);
            case WindowSpec.Session(var gap) -> gap;
        };
    }

    /** The longest that one of the windows can be. */
    Duration longest() {
        return switch (window.spec()) {
            case WindowSpec.Tumbling(var size) -> size;
            case WindowSpec.Hopping(var size, _) -> size;
            case WindowSpec.Cumulative _ -> CalendarUnit.DAY.size().plus(CLOCK_CHANGE);
            case WindowSpec.Calendar calendar -> longest(calendar);
            case WindowSpec.Session _ -> LONGEST_SESSION;
        };
    }

    /** The shortest that one of the windows can be. */
    Duration shortest() {
        return switch (window.spec()) {
            case WindowSpec.Tumbling(var size) -> size;
            case WindowSpec.Hopping(var size, _) -> size;
            case WindowSpec.Cumulative _,WindowSpec.Calendar _,WindowSpec.Session _ -> Duration.ZERO;
        };
    }

    private static Duration longest(WindowSpec.Calendar calendar) {
        return calendar.zone().equals(ZoneOffset.UTC) ? calendar.size() : calendar.size().plus(CLOCK_CHANGE);
    }

}
