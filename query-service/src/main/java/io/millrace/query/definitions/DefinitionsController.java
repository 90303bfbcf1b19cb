package io.millrace.query.definitions;

import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.DefinitionReader;
import io.millrace.definition.MetricDefinition;
import io.millrace.definition.PatternDefinition;
import io.millrace.definition.RuleDefinition;
import io.millrace.definition.RuleDefinition.PatternSeen;
import io.millrace.definition.RuleDefinition.Threshold;
import io.millrace.definition.StoredDefinition;
import io.millrace.query.access.TenantAccess;
import io.millrace.runtime.MillraceProperties.Role;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Metrics, patterns and rules over REST. {@code {kinds}} is {@code metrics}, {@code patterns} or {@code rules}. */
@RestController
@RequestMapping("/v1/definitions")
class DefinitionsController {

    private final TenantAccess access;
    private final Definitions definitions;
    private final DefinitionStore store;

    DefinitionsController(TenantAccess access, Definitions definitions, DefinitionStore store) {
        this.access = access;
        this.definitions = definitions;
        this.store = store;
    }

    /** All definitions of that kind, by name. */
    @GetMapping("/{kinds}")
    Map<String, Object> all(@PathVariable String kinds, HttpServletRequest request) {
        access.require(request, Role.READ);
        var kind = kind(kinds);
        var found = definitions.current().all().stream().filter(stored -> stored.definition().kind() == kind).map(
                StoredDefinition::toTree).toList();
        return Map.of("definitions", found);
    }

    /** One definition in its stored form. */
    @GetMapping("/{kinds}/{name}")
    Map<String, Object> one(@PathVariable String kinds, @PathVariable String name, HttpServletRequest request) {
        access.require(request, Role.READ);
        return existing(kind(kinds), name).toTree();
    }

    /** Declares a definition, in YAML or JSON; the answer is its stored form. */
    @PutMapping("/{kinds}/{name}")
    ResponseEntity<Map<String, Object>> put(@PathVariable String kinds, @PathVariable String name,
            HttpServletRequest request) throws IOException {
        access.require(request, Role.ADMIN);
        var kind = kind(kinds);
        var before = definitions.current().find(kind, name);
        before.ifPresent(DefinitionsController::requireWritable);
        var stored = store.put(DefinitionReader.readOne(DefinitionBody.of(request), kind, name), false);
        return ResponseEntity.status(before.isPresent() ? HttpStatus.OK : HttpStatus.CREATED).body(stored.toTree());
    }

    /** Deletes a definition that no rule or ratio speaks of. */
    @DeleteMapping("/{kinds}/{name}")
    ResponseEntity<Void> delete(@PathVariable String kinds, @PathVariable String name, HttpServletRequest request) {
        access.require(request, Role.ADMIN);
        var kind = kind(kinds);
        requireWritable(existing(kind, name));
        var users = usersOf(kind, name);
        if (!users.isEmpty()) {
            throw new ProblemException(HttpStatus.CONFLICT,
                    "%s '%s' is used by %s".formatted(kind.label(), name, String.join(", ", users)));
        }
        store.delete(kind, name);
        return ResponseEntity.noContent().build();
    }

    private StoredDefinition existing(DefinitionKind kind, String name) {
        return definitions.current().find(kind, name).orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND,
                "unknown %s '%s'".formatted(kind.label(), name)));
    }

    private static DefinitionKind kind(String plural) {
        return DefinitionKind.ofPlural(plural).orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND,
                "definitions are metrics, patterns or rules, not '" + plural + "'"));
    }

    private static void requireWritable(StoredDefinition stored) {
        if (stored.provisioned()) {
            throw new ProblemException(HttpStatus.CONFLICT,
                    stored.key() + " comes from a file of the definitions folder; change it there");
        }
    }

    private List<String> usersOf(DefinitionKind kind, String name) {
        return definitions.current().all().stream().filter(
                stored -> speaksOf(stored.definition(), kind, name)).map(StoredDefinition::key).toList();
    }

    private static boolean speaksOf(Definition user, DefinitionKind kind, String name) {
        return switch (user) {
            case RuleDefinition rule -> switch (rule.when()) {
                case Threshold threshold -> kind == DefinitionKind.METRIC && threshold.metric().equals(name);
                case PatternSeen seen -> kind == DefinitionKind.PATTERN && seen.pattern().equals(name);
            };
            case MetricDefinition metric -> kind == DefinitionKind.METRIC && metric.isRatio()
                    && (metric.ratio().of().startsWith(name + ".") || metric.ratio().to().startsWith(name + "."));
            case PatternDefinition _ -> false;
        };
    }

}
