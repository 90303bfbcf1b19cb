package io.millrace.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The meters of the metrics service. Counters start at zero with the process; a record that is processed again after an
 * unclean stop is counted again, though its effect is there once.
 */
public final class MetricsMeters {

    /** Events read from {@code events}. */
    public static final String EVENTS = "millrace.metrics.events";
    /** Times that an expression failed on an event, by {@code definition}; the event is left out of that metric. */
    public static final String EXPRESSION_FAILURES = "millrace.metrics.expression.failures";
    /** Events that came after a window over them was closed, by {@code definition}; see {@code events.late}. */
    public static final String LATE = "millrace.metrics.late";
    /** Events that were put into the series {@code other}, by {@code definition}: the metric has too many series. */
    public static final String OVERFLOWED = "millrace.metrics.series.overflow";
    /** Events folded for a metric that was deleted while they were on their way. */
    public static final String ORPHANED = "millrace.metrics.orphaned";
    /** Windows of series that were closed. */
    public static final String CLOSED = "millrace.metrics.windows.closed";
    /** Panes and sessions of series that were deleted, because their retention ended or their metric was deleted. */
    public static final String EXPIRED = "millrace.metrics.windows.expired";

    private final MeterRegistry registry;
    private final Counter events;
    private final Counter orphaned;
    private final Counter closed;
    private final Counter expired;
    private final OverflowWarnings overflows = new OverflowWarnings();

    public MetricsMeters(MeterRegistry registry) {
        this.registry = registry;
        events = registry.counter(EVENTS);
        orphaned = registry.counter(ORPHANED);
        closed = registry.counter(CLOSED);
        expired = registry.counter(EXPIRED);
    }

    public void eventsRead(long count) {
        events.increment(count);
    }

    public void expressionFailed(String metric) {
        registry.counter(EXPRESSION_FAILURES, "definition", metric).increment();
    }

    /** Events that came after a window over them was closed; see {@code events.late}. */
    public void late(String metric, long events) {
        registry.counter(LATE, "definition", metric).increment(events);
    }

    /** Events that went to the series of all others, since the metric has as many series as it may. */
    public void overflowed(String metric) {
        registry.counter(OVERFLOWED, "definition", metric).increment();
        overflows.warn(metric);
    }

    /** Events folded for a metric that is no longer declared. */
    public void orphaned(long events) {
        orphaned.increment(events);
    }

    public void closed() {
        closed.increment();
    }

    /** Panes and sessions of series whose retention ended, or whose metric was deleted. */
    public void expired(int deleted) {
        expired.increment(deleted);
    }

}
