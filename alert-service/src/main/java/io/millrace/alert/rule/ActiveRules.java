package io.millrace.alert.rule;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.RuleDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.rule.CompiledRule;
import io.millrace.expressions.rule.CompiledRule.RuleCondition.Matched;
import io.millrace.expressions.rule.CompiledRule.RuleCondition.Threshold;
import io.millrace.expressions.rule.CompiledRule.RuleCondition.TimedOut;
import io.millrace.expressions.rule.RuleCompiler;
import io.millrace.runtime.LogKeys;
import io.millrace.runtime.definitions.DefinitionSet;
import io.millrace.runtime.definitions.Definitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alert rules that are declared now, compiled and found by what they watch. Thread-safe. */
public final class ActiveRules {

    private static final Logger log = LoggerFactory.getLogger(ActiveRules.class);

    private record Snapshot(Map<String, CompiledRule> byName, Map<String, List<CompiledRule>> byWatched) {}

    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of());

    public ActiveRules(Definitions definitions) {
        definitions.subscribe(this::update);
    }

    /** The rule of that name. */
    public Optional<CompiledRule> find(String name) {
        return Optional.ofNullable(snapshot.byName.get(name));
    }

    /** The rules over that window of that metric. */
    public List<CompiledRule> watchingWindow(String metric, String window) {
        return snapshot.byWatched.getOrDefault(windowKey(metric, window), List.of());
    }

    /** The rules over matches of that pattern. */
    public List<CompiledRule> watchingMatches(String pattern) {
        return snapshot.byWatched.getOrDefault("match/" + pattern, List.of());
    }

    /** The rules over timeouts of that pattern. */
    public List<CompiledRule> watchingTimeouts(String pattern) {
        return snapshot.byWatched.getOrDefault("timeout/" + pattern, List.of());
    }

    private void update(DefinitionSet definitions) {
        var byName = new HashMap<String, CompiledRule>();
        var byWatched = new HashMap<String, List<CompiledRule>>();
        for (var stored : definitions.all(RuleDefinition.class)) {
            compiled(stored, definitions).ifPresent(rule -> {
                byName.put(rule.name(), rule);
                byWatched.computeIfAbsent(watched(rule), _ -> new ArrayList<>()).add(rule);
            });
        }
        snapshot = new Snapshot(byName, byWatched);
    }

    private static Optional<CompiledRule> compiled(StoredDefinition stored, DefinitionSet definitions) {
        try {
            return Optional.of(RuleCompiler.compile(DeclaredDefinition.withoutPlaces(stored.definition()),
                    stored.version(), (kind, name) -> definitions.find(kind, name).map(StoredDefinition::definition)));
        } catch (DefinitionException e) {
            log.atError().addKeyValue(LogKeys.DEFINITION, stored.key()).addKeyValue(LogKeys.REASON, e.getMessage()).log(
                    "A stored rule does not compile and is left out");
            return Optional.empty();
        }
    }

    private static String watched(CompiledRule rule) {
        return switch (rule.condition()) {
            case Threshold threshold -> windowKey(threshold.metric(), threshold.window());
            case Matched(var pattern) -> "match/" + pattern;
            case TimedOut(var pattern) -> "timeout/" + pattern;
        };
    }

    private static String windowKey(String metric, String window) {
        return "window/" + metric + "/" + window;
    }

}
