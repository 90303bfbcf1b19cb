package io.millrace.query.funnel;

import io.millrace.query.access.TimeRange;
import io.millrace.statistics.TimeWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The windows by which funnels can be read, aligned to UTC. */
public enum FunnelSpan {

    /** As they are kept. */
    HOUR("1h", Duration.ofHours(1)),
    /** Merged from the hours. */
    DAY("1d", Duration.ofDays(1));

    private final String text;
    private final Duration size;

    FunnelSpan(String text, Duration size) {
        this.text = text;
        this.size = size;
    }

    /** The span of that name. */
    public static Optional<FunnelSpan> named(String name) {
        return Arrays.stream(values()).filter(span -> span.text.equals(name)).findFirst();
    }

    /** The names of all. */
    static List<String> names() {
        return Arrays.stream(values()).map(FunnelSpan::text).toList();
    }

    /** The contract name of the window. */
    public String text() {
        return text;
    }

    /** The length of the window. */
    public Duration size() {
        return size;
    }

    /** The window of a time. */
    TimeWindow of(long millis) {
        long start = Math.floorDiv(millis, size.toMillis()) * size.toMillis();
        return new TimeWindow(start, start + size.toMillis());
    }

    /** The hours of the windows that start in a range. */
    TimeRange hours(TimeRange range) {
        return new TimeRange(firstStart(range.fromMillis()), firstStart(range.toMillis()));
    }

    private long firstStart(long millis) {
        return Math.ceilDiv(millis, size.toMillis()) * size.toMillis();
    }

}
