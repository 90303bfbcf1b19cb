package io.millrace.cep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The meters of the cep service. Counters start at zero with the process; a record that is processed again after an
 * unclean stop is counted again, though its effect is there once. Thread-safe.
 */
public final class CepMeters {

    /** Events read from {@code events}. */
    public static final String EVENTS = "millrace.cep.events";
    /** Completed patterns, by {@code definition}. */
    public static final String MATCHES = "millrace.cep.matches";
    /** Runs that ran out of time and were reported, by {@code definition}. */
    public static final String TIMEOUTS = "millrace.cep.timeouts";
    /** Events that came after their place in a pattern's order had passed, by {@code definition}; see {@code events.late}. */
    public static final String LATE = "millrace.cep.late";
    /** Open runs that were dropped because their key had too many, by {@code definition}. */
    public static final String OVERFLOW = "millrace.cep.overflow";
    /**
     * Times that a key or measure failed, by {@code definition}; the event is left out of that pattern, the measure out of
     * that match.
     */
    public static final String EXPRESSION_FAILURES = "millrace.cep.expression.failures";
    /** Events left out of a pattern, by {@code definition} and {@code reason}: {@code key_too_long}, {@code event_too_large}. */
    public static final String REFUSED = "millrace.cep.refused";
    /** Events on their way to a pattern that was changed or deleted meanwhile. */
    public static final String ORPHANED = "millrace.cep.orphaned";
    /** Open runs that ended unfinished because their pattern was changed or deleted. */
    public static final String DROPPED_RUNS = "millrace.cep.runs.dropped";
    /** Runs that are open now, in the partitions of this instance. */
    public static final String OPEN_RUNS = "millrace.cep.runs.open";
    /** Events that wait to be put in order now, in the partitions of this instance. */
    public static final String HELD = "millrace.cep.events.held";
    /** Matches and timeouts whose retention ended. */
    public static final String EXPIRED = "millrace.cep.results.expired";

    private static final String DEFINITION = "definition";

    private final MeterRegistry registry;
    private final Counter events;
    private final Counter orphaned;
    private final Counter droppedRuns;
    private final Counter expired;
    private final AtomicLong openRuns;
    private final AtomicLong held;

    public CepMeters(MeterRegistry registry) {
        this.registry = registry;
        events = registry.counter(EVENTS);
        orphaned = registry.counter(ORPHANED);
        droppedRuns = registry.counter(DROPPED_RUNS);
        expired = registry.counter(EXPIRED);
        openRuns = registry.gauge(OPEN_RUNS, new AtomicLong());
        held = registry.gauge(HELD, new AtomicLong());
    }

    public void eventRead() {
        events.increment();
    }

    public void matched(String pattern) {
        registry.counter(MATCHES, DEFINITION, pattern).increment();
    }

    public void timedOut(String pattern) {
        registry.counter(TIMEOUTS, DEFINITION, pattern).increment();
    }

    public void late(String pattern) {
        registry.counter(LATE, DEFINITION, pattern).increment();
    }

    public void overflowed(String pattern, int runs) {
        registry.counter(OVERFLOW, DEFINITION, pattern).increment(runs);
    }

    public void expressionFailed(String pattern) {
        registry.counter(EXPRESSION_FAILURES, DEFINITION, pattern).increment();
    }

    public void refused(String pattern, String reason) {
        registry.counter(REFUSED, DEFINITION, pattern, "reason", reason).increment();
    }

    public void orphaned() {
        orphaned.increment();
    }

    public void runsDropped(int runs) {
        droppedRuns.increment(runs);
    }

    public void expired() {
        expired.increment();
    }

    public void openRunsChanged(long by) {
        openRuns.addAndGet(by);
    }

    public void heldChanged(long by) {
        held.addAndGet(by);
    }

}
