package io.millrace.cep.match;

import io.millrace.cep.CepMeters;
import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.explain.RefusedEvents;
import io.millrace.cep.order.HeldEvent;
import io.millrace.cep.order.HeldEvents;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.pattern.EventPlan.Group;
import io.millrace.cep.state.KeyRuns;
import io.millrace.cep.state.OpenRuns;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives events and deadlines that are due to the open runs of their keys. Within a key all happens in the order of event
 * time: the matcher does the deadlines of a key before an event of it. Belongs to one task.
 */
final class Matching {

    /** No more at once, so that a long backlog does not outlast a transaction; the rest follows. */
    private static final int WORK_AT_A_TIME = 10_000;
    /** No more branches are reported of runs that are too large to be kept. */
    private static final int MAX_REPORTED = 100;

    private final ActivePatterns patterns;
    private final CepMeters meters;
    private final OpenRuns runs;
    private final HeldEvents held;
    private final RefusedEvents refused;
    private final Outcomes outcomes;
    private final PatternIndexes indexes = new PatternIndexes();

    Matching(ActivePatterns patterns, CepMeters meters, OpenRuns runs, HeldEvents held, RefusedEvents refused,
            Outcomes outcomes) {
        this.patterns = patterns;
        this.meters = meters;
        this.runs = runs;
        this.held = held;
        this.refused = refused;
        this.outcomes = outcomes;
    }

    /** Gives an event to a group of patterns when it is due. */
    void offer(TenantStream tenant, IncomingEvent event, String key, Group group) {
        long due = event.timestampMillis() + group.graceMillis();
        if (due <= tenant.time().watermark() && !tenant.queue().isDue(due)) {
            apply(tenant, event, key, group.patterns());
        } else {
            held.add(tenant.queue(), event, key, group, patterns.generation());
        }
    }

    /** Does what is due at a time: events in their order, then deadlines in theirs. */
    void advance(TenantStream tenant, long timeMillis) {
        int left = release(tenant, timeMillis);
        for (; left > 0; left--) {
            var ending = tenant.runs().takeDue(timeMillis);
            if (ending == null) {
                return;
            }
            expire(tenant, ending);
        }
    }

    /**
     * Gives out the events that are due at a time.
     *
     * @return how much more may be done at once
     */
    int release(TenantStream tenant, long timeMillis) {
        int left = WORK_AT_A_TIME;
        for (; left > 0 && !tenant.queue().isEmpty(); left--) {
            var event = held.takeDue(tenant.queue(), timeMillis);
            if (event == null) {
                break;
            }
            apply(tenant, event);
        }
        return left;
    }

    /** Writes what changed, right before a commit. */
    void flush() {
        held.flush();
        runs.flush(this::reportTooLarge);
    }

    private void apply(TenantStream tenant, HeldEvent event) {
        var concerned = event.patterns(patterns);
        for (var name : event.names()) {
            if (concerned.stream().noneMatch(pattern -> pattern.name().equals(name) && !pattern.isReplaced())) {
                meters.orphaned();
            }
        }
        apply(tenant, event.event(), event.key(), concerned);
    }

    private void apply(TenantStream tenant, IncomingEvent event, String key, List<ActivePattern> patternsOfKey) {
        var concerned = indexes.concerned(patternsOfKey, event);
        List<ActivePattern> moved = List.of();
        int next = concerned == null ? 0 : concerned.nextSetBit(0);
        while (next >= 0 && next < patternsOfKey.size()) {
            var pattern = patternsOfKey.get(next);
            if (move(tenant, event, key, pattern)) {
                moved = moved.isEmpty() ? new ArrayList<>(2) : moved;
                moved.add(pattern);
            }
            next = concerned == null ? next + 1 : concerned.nextSetBit(next + 1);
        }
        if (!moved.isEmpty()) {
            runs.mayHold(event);
        }
        if (moved.size() < patternsOfKey.size()) {
            refused.note(tenant.tenant(), key, event, moved);
        }
    }

    /** Tells whether the event changed anything. */
    private boolean move(TenantStream tenant, IncomingEvent event, String key, ActivePattern pattern) {
        var ofKey = runs.runs(tenant.runs(), key, runs.version(pattern));
        if (ofKey == null) {
            return false;
        }
        var state = runs.state(ofKey);
        long before = state.changes();
        outcomes.turnTo(pattern, tenant.tenant(), key);
        pattern.matcher().onEvent(state, event, event.timestampMillis(), outcomes);
        runs.settle(ofKey, tenant.runs(), key, Long.MIN_VALUE);
        return state.changes() != before || outcomes.isTold();
    }

    private void expire(TenantStream tenant, KeyRuns ending) {
        var pattern = ending.version().pattern();
        long deadline = ending.dueMillis() - pattern.graceMillis();
        outcomes.turnTo(pattern, tenant.tenant(), ending.key());
        pattern.matcher().onTime(runs.state(ending), deadline, outcomes);
        runs.settle(ending, tenant.runs(), ending.key(), deadline);
    }

    private void reportTooLarge(KeyRuns large) {
        var pattern = large.version().pattern();
        outcomes.turnTo(pattern, large.tenant(), large.key());
        outcomes.tooLarge(pattern.matcher().branches(runs.state(large), MAX_REPORTED));
    }

}
