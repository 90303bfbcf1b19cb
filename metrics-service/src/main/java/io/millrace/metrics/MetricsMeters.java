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
    /** Contributions that came after their window was closed, by {@code definition}; see {@code events.late}. */
    public static final String LATE = "millrace.metrics.late";
    /** Contributions to a metric that was changed or deleted while they were on their way. */
    public static final String ORPHANED = "millrace.metrics.orphaned";
    /** Windows that were closed. */
    public static final String CLOSED = "millrace.metrics.windows.closed";
    /** Windows whose retention ended. */
    public static final String EXPIRED = "millrace.metrics.windows.expired";

    private final MeterRegistry registry;
    private final Counter events;
    private final Counter orphaned;
    private final Counter closed;
    private final Counter expired;

    public MetricsMeters(MeterRegistry registry) {
        this.registry = registry;
        events = registry.counter(EVENTS);
        orphaned = registry.counter(ORPHANED);
        closed = registry.counter(CLOSED);
        expired = registry.counter(EXPIRED);
    }

    public void eventRead() {
        events.increment();
    }

    public void expressionFailed(String metric) {
        registry.counter(EXPRESSION_FAILURES, "definition", metric).increment();
    }

    public void late(String metric) {
        registry.counter(LATE, "definition", metric).increment();
    }

    public void orphaned() {
        orphaned.increment();
    }

    public void closed() {
        closed.increment();
    }

    public void expired() {
        expired.increment();
    }

}
