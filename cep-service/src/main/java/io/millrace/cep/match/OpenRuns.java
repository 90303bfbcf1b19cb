package io.millrace.cep.match;

import io.millrace.cep.ActivePattern;
import io.millrace.cep.ActivePatterns;
import io.millrace.cep.CepMeters;
import io.millrace.cep.match.Agenda.Work;
import io.millrace.event.Event;
import io.millrace.pattern.KeyState;
import io.millrace.pattern.MatchStep;
import io.millrace.pattern.Outcome;
import io.millrace.pattern.Run;
import io.millrace.result.OpenRun;
import io.millrace.runtime.LogKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open runs of all keys: one value per key, read once and written at most once per event, not at all when nothing
 * changed, and deleted with the last run. Keeps their deadlines on the agenda. Belongs to one task.
 */
public final class OpenRuns {

    /** Its name is its changelog's name: renaming it loses the state. */
    public static final String NAME = "open-runs";

    /** A key's runs may not be larger, lest no changelog takes them; the oldest go. */
    static final int MAX_BYTES = 768 * 1024;

    private static final Logger log = LoggerFactory.getLogger(OpenRuns.class);
    private static final Comparator<Run<Event>> OLDEST_FIRST = Comparator.comparingLong(
            run -> run.captured().getFirst().position());

    private final KeyValueStore<Bytes, byte[]> store;
    private final Agenda agenda;
    private final CepMeters meters;
    private long open;

    OpenRuns(KeyValueStore<Bytes, byte[]> store, Agenda agenda, CepMeters meters) {
        this.store = store;
        this.agenda = agenda;
        this.meters = meters;
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Bytes(),
                Serdes.ByteArray()).withCachingEnabled().withLoggingEnabled(Map.of());
    }

    /** Puts the deadlines of what the store holds on the agenda. */
    void restore(ActivePatterns patterns) {
        try (var entries = store.all()) {
            while (entries.hasNext()) {
                var entry = entries.next();
                var key = RunKey.of(entry.key);
                long grace = patterns.find(key.pattern(), key.version()).map(ActivePattern::graceMillis).orElse(0L);
                RunsFormat.nextDeadline(entry.value).ifPresent(
                        deadline -> agenda.add(key.tenantId(), new Work.Deadline(deadline + grace, entry.key)));
                count(RunsFormat.openRuns(entry.value));
            }
        }
    }

    /** Applies an event to the runs of its key. */
    List<Outcome<Event>> apply(ActivePattern pattern, RunKey key, Event event) {
        return step(pattern, key, state -> pattern.matcher().onEvent(state, event, event.timestampMillis()));
    }

    /** Ends the runs of a key that are due at a deadline. */
    List<Outcome<Event>> expire(ActivePattern pattern, RunKey key, long deadlineMillis) {
        return step(pattern, key, state -> pattern.matcher().onTime(state, deadlineMillis));
    }

    /** Drops the runs of a key whose pattern is no longer declared. */
    void drop(Bytes key) {
        var stored = store.delete(key);
        if (stored != null) {
            int runs = RunsFormat.openRuns(stored);
            meters.runsDropped(runs);
            count(-runs);
        }
    }

    /** Takes its runs off the meter. */
    void close() {
        count(-open);
    }

    /** The open runs of a key of a pattern, by start. */
    public static List<OpenRun> read(ReadOnlyKeyValueStore<Bytes, byte[]> store, ActivePattern pattern,
            String tenantId, String key) {
        var stored = store.get(new RunKey(pattern.name(), pattern.version(), tenantId, key).toBytes());
        if (stored == null) {
            return List.of();
        }
        return RunsFormat.read(stored).stream().sorted(OLDEST_FIRST).map(
                run -> openRun(pattern, tenantId, key, run)).toList();
    }

    private static OpenRun openRun(ActivePattern pattern, String tenantId, String key, Run<Event> run) {
        var deadline = pattern.matcher().restore(List.of(run)).nextDeadline();
        return new OpenRun(pattern.name(), pattern.version(), tenantId, key,
                pattern.behaviour().pattern().variables().get(run.step()), Instant.ofEpochMilli(run.startMillis()),
                deadline.isPresent() ? Instant.ofEpochMilli(deadline.getAsLong()) : null,
                Results.captured(run.eventsByVariable()));
    }

    private List<Outcome<Event>> step(ActivePattern pattern, RunKey key,
            Function<KeyState<Event>, MatchStep<Event>> move) {
        var bytes = key.toBytes();
        var stored = store.get(bytes);
        var before = stored == null ? pattern.matcher().emptyState() : restored(pattern, key, stored);
        boolean unfit = stored != null && before.isEmpty();
        var step = move.apply(before);
        if (step.changed() || unfit) {
            replace(pattern, key.tenantId(), bytes, stored, written(pattern, step.state()));
        }
        return step.outcomes();
    }

    /** The runs as stored; none when they don't fit, as after a pattern was deleted and declared anew. */
    private KeyState<Event> restored(ActivePattern pattern, RunKey key, byte[] stored) {
        var runs = RunsFormat.read(stored);
        try {
            return pattern.matcher().restore(runs);
        } catch (IllegalArgumentException e) {
            log.atWarn().addKeyValue(LogKeys.DEFINITION, "pattern/" + key.pattern()).addKeyValue(LogKeys.TENANT,
                    key.tenantId()).addKeyValue(LogKeys.REASON, e.getMessage()).log("Open runs are dropped");
            meters.runsDropped(runs.size());
            return pattern.matcher().emptyState();
        }
    }

    private void replace(ActivePattern pattern, String tenantId, Bytes key, byte[] before, byte[] after) {
        if (after != null) {
            store.put(key, after);
        } else if (before != null) {
            store.delete(key);
        }
        if (before != null) {
            count(-RunsFormat.openRuns(before));
            RunsFormat.nextDeadline(before).ifPresent(deadline -> agenda.remove(tenantId,
                    new Work.Deadline(deadline + pattern.graceMillis(), key)));
        }
        if (after != null) {
            count(RunsFormat.openRuns(after));
            RunsFormat.nextDeadline(after).ifPresent(deadline -> agenda.add(tenantId,
                    new Work.Deadline(deadline + pattern.graceMillis(), key)));
        }
    }

    /** The stored form of a state, without the oldest runs if it is too large; null for no runs. */
    private byte[] written(ActivePattern pattern, KeyState<Event> state) {
        if (state.isEmpty()) {
            return null;
        }
        var bytes = RunsFormat.write(state);
        if (bytes.length <= MAX_BYTES) {
            return bytes;
        }
        var runs = new ArrayList<>(state.runs());
        runs.sort(OLDEST_FIRST);
        int dropped = (runs.size() + 1) / 2;
        meters.overflowed(pattern.name(), dropped);
        return written(pattern, pattern.matcher().restore(runs.subList(dropped, runs.size())));
    }

    private void count(long by) {
        open += by;
        meters.openRunsChanged(by);
    }

}
