package io.millrace.cep;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.PatternDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.event.Event;
import io.millrace.expressions.pattern.BehaviourCompiler;
import io.millrace.runtime.LogKeys;
import io.millrace.runtime.definitions.DefinitionSet;
import io.millrace.runtime.definitions.Definitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The patterns that are declared now, compiled. Follows the definitions. Thread-safe. */
public final class ActivePatterns {

    private static final Logger log = LoggerFactory.getLogger(ActivePatterns.class);

    /** Event types come from senders: no more of them are remembered. */
    private static final int MAX_KNOWN_TYPES = 10_000;

    private record Snapshot(long generation, Map<String, ActivePattern> byName,
            Map<StoredDefinition, ActivePattern> byDefinition,
            Map<String, List<ActivePattern>> byEventType) {

        List<ActivePattern> concerning(Event event) {
            var known = byEventType.get(event.eventType());
            if (known != null) {
                return known;
            }
            var concerned = byName.values().stream().filter(pattern -> pattern.behaviour().concerns(event)).toList();
            if (byEventType.size() < MAX_KNOWN_TYPES) {
                byEventType.put(event.eventType(), concerned);
            }
            return concerned;
        }
    }

    private volatile Snapshot snapshot = new Snapshot(0, Map.of(), Map.of(), new ConcurrentHashMap<>());

    public ActivePatterns(Definitions definitions) {
        definitions.subscribe(this::update);
    }

    /** The patterns to which an event of that type can matter, by name. */
    public List<ActivePattern> concerning(Event event) {
        return snapshot.concerning(event);
    }

    /** The pattern of that name, as declared now. */
    public Optional<ActivePattern> find(String name) {
        return Optional.ofNullable(snapshot.byName.get(name));
    }

    /** The pattern of that name, if that version of it is the one declared now. */
    public Optional<ActivePattern> find(String name, long version) {
        return find(name).filter(pattern -> pattern.version() == version);
    }

    /** The longest time that a pattern holds events back. */
    public long longestGraceMillis() {
        return snapshot.byName.values().stream().mapToLong(ActivePattern::graceMillis).max().orElse(0);
    }

    /** Another number after each change of the definitions. */
    public long generation() {
        return snapshot.generation;
    }

    private void update(DefinitionSet definitions) {
        var byName = new TreeMap<String, ActivePattern>();
        var byDefinition = new HashMap<StoredDefinition, ActivePattern>();
        for (var stored : definitions.all(PatternDefinition.class)) {
            compiled(stored).ifPresent(pattern -> {
                byName.put(pattern.name(), pattern);
                byDefinition.put(stored, pattern);
            });
        }
        snapshot = new Snapshot(snapshot.generation + 1, byName, byDefinition, new ConcurrentHashMap<>());
    }

    private Optional<ActivePattern> compiled(StoredDefinition stored) {
        var known = snapshot.byDefinition.get(stored);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var declared = DeclaredDefinition.withoutPlaces(stored.definition());
            var pattern = ActivePattern.of(BehaviourCompiler.compile(declared, stored.version()));
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
