package io.millrace.cep.funnel;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.result.StoreWalk;
import io.millrace.pattern.Outcome;
import io.millrace.statistics.aggregate.AggregateState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts how far runs come. A run counts when it ends with a match or out of time, in the hour in which it began, once for
 * each step that one of its branches reached. A step is reached with its first event; its seconds are those since the first
 * event of the step before, of those that were reached in the pattern's order.
 *
 * <p>
 * Runs that end silently (where the very next event did not fit, where something came that must not, where a match of
 * another run dropped them) are not counted. What changed is written by {@link #flush} right before each commit. Belongs to
 * one task.
 */
public final class Funnels {

    /** Stands for the runs as a whole, where they may differ from those that reached the first step. */
    private static final String RUNS = "";
    private static final long RUN_BIT = 1L << 63;

    private final KeyValueStore<Bytes, byte[]> store;
    private final ActivePatterns patterns;
    private final StoreWalk walk;
    private final Map<StepKey, AggregateState> steps = new HashMap<>();
    private final Map<CountedKey, CountedRuns> counted = new HashMap<>();
    private final Map<ActivePattern, Boolean> forks = new WeakHashMap<>();

    public Funnels(KeyValueStore<Bytes, byte[]> store, ActivePatterns patterns) {
        this.store = store;
        this.patterns = patterns;
        walk = new StoreWalk(store);
    }

    /**
     * Counts what came of a branch of a run.
     *
     * @param endMillis
     *            when it ended
     */
    public void ended(ActivePattern pattern, String tenant, String key, Outcome<IncomingEvent> outcome,
            long endMillis) {
        var variables = pattern.behaviour().pattern().variables();
        var captured = outcome.captured();
        long reached = RUN_BIT;
        for (int i = 0; i < variables.size(); i++) {
            if (captured.containsKey(variables.get(i))) {
                reached |= 1L << i;
            }
        }
        long fresh = canFork(pattern) ? uncounted(pattern, tenant, key, outcome, endMillis, reached) : reached;
        if (fresh != 0) {
            var run = new Run(pattern, tenant, key, outcome.startMillis());
            if (canFork(pattern) && (fresh & RUN_BIT) != 0) {
                add(run, RUNS, Double.NaN);
            }
            count(run, variables, captured, fresh);
        }
    }

    /** Writes what changed; to be called right before each commit. */
    public void flush(long wallMillis) {
        steps.forEach((key, state) -> FunnelStore.write(store, key.toBytes(), state::writeTo, wallMillis));
        counted.forEach((key, runs) -> FunnelStore.write(store, key.toBytes(), runs::writeTo, wallMillis));
        steps.clear();
        counted.clear();
    }

    /** Deletes what is older than the retention of its pattern, a part of the store at a time. */
    public void sweep(long wallMillis) {
        walk.next((key, stored) -> FunnelStore.isExpired(key, stored, patterns, wallMillis)).forEach(store::delete);
    }

    private record Run(ActivePattern pattern, String tenant, String key, long startMillis) {

        StepKey step(String variable) {
            long window = FunnelStore.WINDOW.toMillis();
            return new StepKey(pattern.name(), tenant, pattern.id().version(),
                    Math.floorDiv(startMillis, window) * window, variable);
        }
    }

    private boolean canFork(ActivePattern pattern) {
        return forks.computeIfAbsent(pattern, each -> Forks.canFork(each.behaviour().pattern().node()));
    }

    private long uncounted(ActivePattern pattern, String tenant, String key, Outcome<IncomingEvent> outcome,
            long endMillis,
            long reached) {
        var of = new CountedKey(pattern.name(), tenant, pattern.id().version(), key);
        var runs = counted.computeIfAbsent(of,
                absent -> FunnelStore.read(store, absent.toBytes(), CountedRuns::read, new CountedRuns()));
        pattern.behaviour().pattern().options().within().ifPresent(
                within -> runs.forgetBefore(endMillis - within.toMillis()));
        return runs.count(outcome.startMillis(), firstEvent(outcome), reached);
    }

    private void count(Run run, List<String> variables, Map<String, List<IncomingEvent>> captured, long fresh) {
        long before = Long.MIN_VALUE;
        for (int i = 0; i < variables.size(); i++) {
            var taken = captured.get(variables.get(i));
            if (taken != null) {
                long at = taken.getFirst().timestampMillis();
                if ((fresh & 1L << i) != 0) {
                    add(run, variables.get(i),
                            before == Long.MIN_VALUE || at < before ? Double.NaN : (at - before) / 1000.0);
                }
                before = at;
            }
        }
    }

    private void add(Run run, String step, double seconds) {
        steps.computeIfAbsent(run.step(step), key -> FunnelStore.read(store, key.toBytes(), AggregateState::read,
                FunnelStore.empty())).add(run.startMillis(), seconds, new String[]{run.key()});
    }

    private static String firstEvent(Outcome<IncomingEvent> outcome) {
        IncomingEvent first = null;
        for (var taken : outcome.captured().values()) {
            var event = taken.getFirst();
            if (first == null || event.timestampMillis() < first.timestampMillis()) {
                first = event;
            }
        }
        return first == null ? "" : first.eventId();
    }

}
