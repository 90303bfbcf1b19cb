package io.millrace.expressions.pattern;

import io.millrace.event.Event;
import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.Variables;
import io.millrace.expressions.pattern.BehaviourResults.Owner;
import io.millrace.expressions.pattern.RehearsalResult.Counts;
import io.millrace.pattern.KeyState;
import io.millrace.pattern.Outcome;
import io.millrace.pattern.PatternMatcher;
import io.millrace.result.DroppedRun;
import io.millrace.result.OpenRun;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries a pattern on events that are all there already: what the service would find if they came in order.
 *
 * <p>
 * The events may come in any order; those of a key are put in the order of their times, equal ones as they came. Time goes
 * on up to the latest event of a tenant: what has its deadline later stays open. Events without the pattern's key, too
 * large ones and those of too long a key take no part, as in the service. Whether a pattern is enabled does not matter
 * here, and no event is late.
 *
 * <p>
 * Not thread-safe; each instance runs once.
 */
public final class Rehearsal {

    /** Longer keys take no part. */
    public static final int MAX_KEY_LENGTH = 512;
    /** Larger events take no part. */
    public static final int MAX_EVENT_BYTES = 128 * 1024;

    /** No more branches of a key are listed. */
    private static final int MAX_BRANCHES = 1_000;

    private record Key(String tenant, String key) {}

    private final CompiledBehaviour pattern;
    private final int limit;
    private final Map<Key, List<PatternEvent>> byKey = new LinkedHashMap<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final Earliest<PatternMatch> matches;
    private final Earliest<PatternTimeout> timeouts;
    private final Earliest<DroppedRun> overflows;
    private final Earliest<OpenRun> open;
    private final BehaviourResults results;
    private long events;
    private long concerned;
    private long withoutKey;
    private long failed;
    private long refused;
    private long openRuns;
    private long measuresFailed;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /**
     * @param limit
     *            how many results of each kind are listed
     */
    public Rehearsal(CompiledBehaviour pattern, int limit) {
        this.pattern = pattern;
        this.limit = limit;
        matches = new Earliest<>(limit);
        timeouts = new Earliest<>(limit);
        overflows = new Earliest<>(limit);
        open = new Earliest<>(limit);
        results = new BehaviourResults(_ -> measuresFailed++);
    }

    /**
     * Takes an event.
     *
     * @param bytes
     *            the size of its JSON
     */
    public void add(Event event, int bytes) {
        events++;
        long at = event.timestampMillis();
        first = Math.min(first, at);
        last = Math.max(last, at);
        latest.merge(event.tenantId(), at, Math::max);
        var seen = PatternEvent.of(event);
        if (pattern.concerns(seen)) {
            concerned++;
            place(seen, bytes);
        }
    }

    /** Matches what was added. */
    public RehearsalResult run() {
        byKey.forEach(this::match);
        var counts = new Counts(events, concerned, withoutKey, failed, refused, byKey.size(), matches.offered(),
                timeouts.offered(), overflows.offered(), openRuns, measuresFailed);
        return new RehearsalResult(pattern.name(), counts, events == 0 ? null : Instant.ofEpochMilli(first),
                events == 0 ? null : Instant.ofEpochMilli(last), matches.list(), timeouts.list(), overflows.list(),
                open.list());
    }

    private void place(PatternEvent seen, int bytes) {
        var event = seen.event();
        String key;
        try {
            key = pattern.key().label(Variables.of(event));
        } catch (EvaluationException _) {
            failed++;
            return;
        }
        if (key.isEmpty()) {
            withoutKey++;
        } else if (key.length() > MAX_KEY_LENGTH || bytes > MAX_EVENT_BYTES) {
            refused++;
        } else {
            byKey.computeIfAbsent(new Key(event.tenantId(), key), _ -> new ArrayList<>()).add(seen);
        }
    }

    private void match(Key key, List<PatternEvent> ofKey) {
        ofKey.sort(Comparator.comparingLong(PatternEvent::timestampMillis));
        var owner = new Owner(pattern.name(), pattern.version(), key.tenant(), key.key());
        var matcher = PatternMatcher.of(pattern.pattern());
        var state = matcher.newState();
        for (var event : ofKey) {
            matcher.onEvent(state, event, event.timestampMillis(), outcome -> note(owner, outcome));
        }
        matcher.onTime(state, latest.get(key.tenant()), outcome -> note(owner, outcome));
        noteOpen(owner, matcher, state);
    }

    private void note(Owner owner, Outcome<PatternEvent> outcome) {
        switch (outcome) {
            case Outcome.Match<PatternEvent> match -> {
                var result = results.match(pattern, owner, match);
                matches.offer(match.endMillis(), () -> result);
            }
            case Outcome.Timeout<PatternEvent> timeout ->
                timeouts.offer(timeout.deadlineMillis(), () -> results.timeout(owner, timeout));
            case Outcome.Overflow<PatternEvent> overflow ->
                overflows.offer(overflow.droppedAtMillis(), () -> results.dropped(owner, overflow));
        }
    }

    private void noteOpen(Owner owner, PatternMatcher<PatternEvent> matcher, KeyState<PatternEvent> state) {
        openRuns += state.openRuns();
        for (var branch : matcher.branches(state, Math.min(limit, MAX_BRANCHES))) {
            open.offer(branch.startMillis(), () -> BehaviourResults.open(owner, branch));
        }
    }

}
