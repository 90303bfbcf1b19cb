package io.millrace.cep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The meters of the cep service. Counters start at zero with the process; a record that is processed again after an
 * unclean stop is counted again, though its effect is there once. Thread-safe.
 */
public final class CepMeters {

    /** Events read from {@code events}. */
    public static final String EVENTS = "millrace.cep.events";
    /** Completed patterns, by {@code definition} and whether it is a {@code shadow}. */
    public static final String MATCHES = "millrace.cep.matches";
    /** Runs that ran out of time and were reported, by {@code definition} and whether it is a {@code shadow}. */
    public static final String TIMEOUTS = "millrace.cep.timeouts";
    /** Events that came after their place in a pattern's order had passed, by {@code definition}; see {@code events.late}. */
    public static final String LATE = "millrace.cep.late";
    /** Runs that were dropped because their key had too many or too much, by {@code definition}. */
    public static final String OVERFLOW = "millrace.cep.overflow";
    /**
     * Times that a key or measure failed, by {@code definition}; the event is left out of that pattern, the measure out of
     * that match.
     */
    public static final String EXPRESSION_FAILURES = "millrace.cep.expression.failures";
    /**
     * Events left out, by {@code definition} and {@code reason}: {@code key_too_long},
     * {@code event_too_large}, {@code other_key}; results left out: {@code result_too_large}.
     */
    public static final String REFUSED = "millrace.cep.refused";
    /** Events that waited for a pattern that was deleted, or changed to another key, meanwhile. */
    public static final String ORPHANED = "millrace.cep.orphaned";
    /** Open runs that ended unfinished because their pattern was deleted, or can't be read any more, by {@code definition}. */
    public static final String DROPPED_RUNS = "millrace.cep.runs.dropped";
    /** Runs that are open now, by {@code definition}, in the partitions of this instance. */
    public static final String OPEN_RUNS = "millrace.cep.runs.open";
    /** Events that wait to be put in order now, in the partitions of this instance. */
    public static final String HELD = "millrace.cep.events.held";
    /** Keys whose open runs are in memory. */
    public static final String CACHED = "millrace.cep.state.cached";
    /** Keys that have open runs, in memory or not. */
    public static final String KEYS = "millrace.cep.state.keys";
    /** Open runs of keys read from their store. */
    public static final String STATE_READS = "millrace.cep.state.reads";
    /** Open runs of keys written to their store or deleted there. */
    public static final String STATE_WRITES = "millrace.cep.state.writes";
    /** Results whose retention ended. */
    public static final String EXPIRED = "millrace.cep.results.expired";

    private static final String DEFINITION = "definition";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> openRuns = new ConcurrentHashMap<>();
    private final Map<String, Counter> matches = new ConcurrentHashMap<>();
    private final Map<String, Counter> shadowMatches = new ConcurrentHashMap<>();
    private final Map<String, Counter> timeouts = new ConcurrentHashMap<>();
    private final Map<String, Counter> shadowTimeouts = new ConcurrentHashMap<>();
    private final Counter events;
    private final Counter orphaned;
    private final Counter stateReads;
    private final Counter stateWrites;
    private final Counter expired;
    private final AtomicLong held;
    private final AtomicLong cached;
    private final AtomicLong keys;

    public CepMeters(MeterRegistry registry) {
        this.registry = registry;
        events = registry.counter(EVENTS);
        orphaned = registry.counter(ORPHANED);
        stateReads = registry.counter(STATE_READS);
        stateWrites = registry.counter(STATE_WRITES);
        expired = registry.counter(EXPIRED);
        held = registry.gauge(HELD, new AtomicLong());
        cached = registry.gauge(CACHED, new AtomicLong());
        keys = registry.gauge(KEYS, new AtomicLong());
    }

    public void eventRead() {
        events.increment();
    }

    public void matched(String pattern, boolean isShadow) {
        of(isShadow ? shadowMatches : matches, MATCHES, pattern, isShadow).increment();
    }

    public void timedOut(String pattern, boolean isShadow) {
        of(isShadow ? shadowTimeouts : timeouts, TIMEOUTS, pattern, isShadow).increment();
    }

    /** The registry itself takes longer to find a counter than all else that is done for it. */
    private Counter of(Map<String, Counter> known, String name, String pattern, boolean isShadow) {
        var counter = known.get(pattern);
        return counter != null
                ? counter
                : known.computeIfAbsent(pattern,
                        _ -> registry.counter(name, DEFINITION, pattern, "shadow", String.valueOf(isShadow)));
    }

    public void late(String pattern) {
        registry.counter(LATE, DEFINITION, pattern).increment();
    }

    public void overflowed(String pattern) {
        registry.counter(OVERFLOW, DEFINITION, pattern).increment();
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

    public void runsDropped(String pattern, int runs) {
        registry.counter(DROPPED_RUNS, DEFINITION, pattern).increment(runs);
    }

    /** How many runs of a pattern are open; whoever opens and ends runs counts them here. */
    public AtomicLong openRuns(String pattern) {
        return openRuns.computeIfAbsent(pattern,
                name -> registry.gauge(OPEN_RUNS, Tags.of(DEFINITION, name), new AtomicLong()));
    }

    public void stateRead() {
        stateReads.increment();
    }

    public void stateWritten() {
        stateWrites.increment();
    }

    public void expired() {
        expired.increment();
    }

    public void heldChanged(long by) {
        held.addAndGet(by);
    }

    public void cachedChanged(long by) {
        cached.addAndGet(by);
    }

    public void keysChanged(long by) {
        keys.addAndGet(by);
    }

}
