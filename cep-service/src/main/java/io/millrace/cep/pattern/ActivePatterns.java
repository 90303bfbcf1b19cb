package io.millrace.cep.pattern;

import io.millrace.definition.DefinitionException;
import io.millrace.definition.PatternDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.runtime.LogKeys;
import io.millrace.runtime.definitions.DefinitionSet;
import io.millrace.runtime.definitions.Definitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The patterns that are declared now, compiled, and the versions that they replaced, for as long as those may have open
 * runs. Follows the definitions. Thread-safe.
 */
public final class ActivePatterns {

    private static final Logger log = LoggerFactory.getLogger(ActivePatterns.class);

    /** Event types come from senders: no more of them are remembered. */
    private static final int MAX_KNOWN_TYPES = 10_000;

    private record Snapshot(long generation, Map<String, ActivePattern> declared,
            Map<PatternVersion, ActivePattern> replaced, Map<String, EventPlan> byEventType) {

        static Snapshot of(long generation, Map<String, ActivePattern> declared,
                Map<PatternVersion, ActivePattern> replaced) {
            return new Snapshot(generation, declared, replaced, new ConcurrentHashMap<>());
        }

        EventPlan plan(String eventType) {
            var known = byEventType.get(eventType);
            if (known != null) {
                return known;
            }
            var plan = EventPlan.of(all().stream().filter(pattern -> pattern.concerns(eventType)).toList());
            if (byEventType.size() < MAX_KNOWN_TYPES) {
                byEventType.put(eventType, plan);
            }
            return plan;
        }

        List<ActivePattern> all() {
            var all = new ArrayList<>(declared.values());
            all.addAll(replaced.values());
            return all;
        }
    }

    private final Function<PatternDefinition, PatternMode> modes;
    private final Map<PatternVersion, Integer> holders = new HashMap<>();
    private final Map<PatternVersion, Long> unheldSince = new HashMap<>();
    private volatile Snapshot snapshot = Snapshot.of(0, Map.of(), Map.of());

    public ActivePatterns(Definitions definitions) {
        this(definitions, PatternMode::of);
    }

    /**
     * @param modes
     *            tells the mode that a definition asks for
     */
    public ActivePatterns(Definitions definitions, Function<PatternDefinition, PatternMode> modes) {
        this.modes = modes;
        definitions.subscribe(this::update);
    }

    /** What is to be done with events of that type. */
    public EventPlan plan(String eventType) {
        return snapshot.plan(eventType);
    }

    /** The pattern of that name, as declared now. */
    public Optional<ActivePattern> find(String name) {
        return Optional.ofNullable(snapshot.declared.get(name));
    }

    /** That version of a pattern, declared now or before; empty when the pattern was deleted. */
    public Optional<ActivePattern> find(PatternVersion id) {
        var now = snapshot;
        var declared = now.declared.get(id.pattern());
        return declared == null || declared.id().equals(id)
                ? Optional.ofNullable(declared)
                : Optional.ofNullable(now.replaced.get(id));
    }

    /** All versions of a pattern that events may matter to, the declared one first. */
    public List<ActivePattern> versions(String name) {
        var now = snapshot;
        var versions = new ArrayList<ActivePattern>();
        Optional.ofNullable(now.declared.get(name)).ifPresent(versions::add);
        now.replaced.values().stream().filter(pattern -> pattern.name().equals(name)).forEach(versions::add);
        return versions;
    }

    /** The longest time that a pattern holds events back. */
    public long longestGraceMillis() {
        return snapshot.all().stream().mapToLong(ActivePattern::graceMillis).max().orElse(0);
    }

    /** Another number after each change of the definitions, or of what is kept of replaced ones. */
    public long generation() {
        return snapshot.generation;
    }

    /**
     * Takes up a version that has open runs, unless it is declared now or known already. Of a pattern that is no longer
     * declared nothing is taken up.
     */
    public synchronized void remember(StoredDefinition stored) {
        var id = new PatternVersion(stored.definition().name(), stored.version());
        if (find(id).isEmpty() && snapshot.declared.containsKey(id.pattern())) {
            compiled(stored).ifPresent(pattern -> {
                var replaced = new HashMap<>(snapshot.replaced);
                replaced.put(id, pattern.replacedBy(snapshot.declared.get(id.pattern())));
                turnTo(snapshot.declared, replaced);
            });
        }
    }

    /** Notes that a task has open runs of a version: it is not forgotten as long as one has. */
    public synchronized void hold(PatternVersion id) {
        holders.merge(id, 1, Integer::sum);
    }

    /** Notes that a task that held a version has no more open runs of it. */
    public synchronized void release(PatternVersion id) {
        holders.computeIfPresent(id, (_, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Forgets the versions that were replaced and that no task holds, some time after that: as long as their runs may be
     * open in another instance, their events have to reach it.
     */
    public void forgetFinished(long wallMillis) {
        if (!snapshot.replaced.isEmpty()) {
            forgetReplaced(wallMillis);
        }
    }

    private synchronized void forgetReplaced(long wallMillis) {
        var replaced = new HashMap<>(snapshot.replaced);
        unheldSince.keySet().retainAll(replaced.keySet());
        replaced.entrySet().removeIf(entry -> {
            if (holders.containsKey(entry.getKey())) {
                unheldSince.remove(entry.getKey());
                return false;
            }
            long since = unheldSince.computeIfAbsent(entry.getKey(), _ -> wallMillis);
            return wallMillis - since > entry.getValue().longestRunMillis();
        });
        if (replaced.size() < snapshot.replaced.size()) {
            turnTo(snapshot.declared, replaced);
        }
    }

    private synchronized void update(DefinitionSet definitions) {
        var declared = new TreeMap<String, ActivePattern>();
        for (var stored : definitions.all(PatternDefinition.class)) {
            compiled(stored).ifPresent(pattern -> declared.put(pattern.name(), pattern));
        }
        var before = new HashMap<>(snapshot.replaced);
        snapshot.declared.values().forEach(pattern -> before.put(pattern.id(), pattern));
        var replaced = new HashMap<PatternVersion, ActivePattern>();
        before.forEach((id, pattern) -> {
            var now = declared.get(id.pattern());
            if (now != null && now.id().version() > id.version()) {
                replaced.put(id, pattern.replacedBy(now));
            }
        });
        turnTo(declared, replaced);
    }

    private void turnTo(Map<String, ActivePattern> declared, Map<PatternVersion, ActivePattern> replaced) {
        snapshot = Snapshot.of(snapshot.generation + 1, declared, replaced);
    }

    private Optional<ActivePattern> compiled(StoredDefinition stored) {
        var known = snapshot.declared.get(stored.definition().name());
        if (known != null && known.isOf(stored)) {
            return Optional.of(known);
        }
        try {
            var pattern = ActivePattern.compile(stored, modes.apply((PatternDefinition) stored.definition()));
            log.atInfo().addKeyValue(LogKeys.DEFINITION, stored.key()).addKeyValue(LogKeys.VERSION,
                    stored.version()).log("A pattern is active");
            return Optional.of(pattern);
        } catch (DefinitionException e) {
            log.atError().addKeyValue(LogKeys.DEFINITION, stored.key()).addKeyValue(LogKeys.REASON, e.getMessage()).log(
                    "A stored pattern does not compile and is left out");
            return Optional.empty();
        }
    }

}
