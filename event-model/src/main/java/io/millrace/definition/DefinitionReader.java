package io.millrace.definition;

import io.millrace.definition.RuleDefinition.Condition;
import io.millrace.definition.RuleDefinition.PatternSeen;
import io.millrace.definition.RuleDefinition.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads definitions from YAML or JSON and checks their shape: known fields only, right types, required parts there. A
 * refusal lists every problem with its line and column. Thread-safe.
 */
public final class DefinitionReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,99}");

    private DefinitionReader() {}

    /**
     * Reads all documents of a text, in its order.
     *
     * @throws DefinitionException
     *             when one of them is not a definition
     */
    public static List<DeclaredDefinition> readAll(String text) {
        var definitions = new ArrayList<DeclaredDefinition>();
        var problems = new ArrayList<DefinitionProblem>();
        for (var document : YamlDocument.readAll(text)) {
            read(document, Optional.empty(), problems).ifPresent(definitions::add);
        }
        if (!problems.isEmpty()) {
            throw new DefinitionException(problems);
        }
        return definitions;
    }

    /**
     * Reads the one definition of that kind and name from a text, which need not repeat them.
     *
     * @throws DefinitionException
     *             when it is not one, or contradicts the kind or name
     */
    public static DeclaredDefinition readOne(String text, DefinitionKind kind, String name) {
        return readOne(text, new Expected(kind, name, true));
    }

    /**
     * Reads the one definition of that kind from a text, which need not name it.
     *
     * @param nameIfNone
     *            its name when the text has none
     * @throws DefinitionException
     *             when it is not one, or contradicts the kind
     */
    public static DeclaredDefinition readUnnamed(String text, DefinitionKind kind, String nameIfNone) {
        return readOne(text, new Expected(kind, nameIfNone, false));
    }

    private static DeclaredDefinition readOne(String text, Expected expected) {
        var documents = YamlDocument.readAll(text);
        if (documents.size() != 1) {
            throw new DefinitionException(List.of(new DefinitionProblem(null, "", 1, 1,
                    "expected one definition, found " + documents.size())));
        }
        var problems = new ArrayList<DefinitionProblem>();
        var read = read(documents.getFirst(), Optional.of(expected), problems);
        if (!problems.isEmpty()) {
            throw new DefinitionException(problems);
        }
        return read.orElseThrow();
    }

    /** Reads a definition from its canonical tree, with {@code kind}. */
    static Definition readTree(Map<?, ?> tree) {
        var problems = new ArrayList<DefinitionProblem>();
        var read = read(new YamlDocument(tree, Map.of()), Optional.empty(), problems);
        if (!problems.isEmpty()) {
            throw new DefinitionException(problems);
        }
        return read.orElseThrow().definition();
    }

    private record Expected(DefinitionKind kind, String name, boolean isOnlyName) {}

    private static Optional<DeclaredDefinition> read(YamlDocument document, Optional<Expected> expected,
            List<DefinitionProblem> problems) {
        int before = problems.size();
        var fields = DefinitionFields.root(document, problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var root = fields.get();
        var kind = kind(root, expected);
        var name = name(root, expected);
        if (kind.isEmpty() || name == null) {
            return Optional.empty();
        }
        root.identifiedAs(kind.get(), name);
        var definition = switch (kind.get()) {
            case METRIC -> MetricReader.read(root, name);
            case PATTERN -> PatternReader.read(root, name);
            case RULE -> rule(root, name);
        };
        root.refuseUnknown();
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new DeclaredDefinition(definition, document.places()));
    }

    private static Optional<DefinitionKind> kind(DefinitionFields root, Optional<Expected> expected) {
        var label = root.text("kind");
        if (label == null && expected.isPresent()) {
            return expected.map(Expected::kind);
        }
        var kind = DefinitionKind.ofLabel(label == null ? "" : label);
        if (kind.isEmpty()) {
            root.problem("kind", label == null
                    ? "is required: metric, pattern or rule"
                    : "must be metric, pattern or rule, not '" + label + "'");
        } else if (expected.isPresent() && expected.get().kind() != kind.get()) {
            root.problem("kind", "must be " + expected.get().kind().label() + " here, not " + label);
            return Optional.empty();
        }
        return kind;
    }

    /** The name, or null when there is no right one, which is noted. */
    private static String name(DefinitionFields root, Optional<Expected> expected) {
        var name = root.textOr("name", expected.map(Expected::name).orElse(null));
        if (name == null) {
            root.problem("name", "is required");
            return null;
        }
        if (!NAME.matcher(name).matches()) {
            root.problem("name",
                    "must be lower-case letters, digits, '_' and '-', starting with a letter, at most 100: '%s'".formatted(
                            name));
            return null;
        }
        if (expected.isPresent() && expected.get().isOnlyName() && !expected.get().name().equals(name)) {
            root.problem("name", "must be '%s' here, not '%s'".formatted(expected.get().name(), name));
            return null;
        }
        return name;
    }

    private static RuleDefinition rule(DefinitionFields root, String name) {
        return new RuleDefinition(name, root.textOr("description", ""),
                root.oneOf("severity", Set.of("info", "warning", "critical"), "warning"),
                condition(root), root.text("for"), root.text("cooldown"),
                root.textOr("message", "{{rule}}: {{value}}"), root.texts("notify"));
    }

    private static Condition condition(DefinitionFields root) {
        var when = root.object("when");
        if (when.isEmpty()) {
            root.problem("when", "is required: {metric: …, op: …, threshold: …} or {pattern: …}");
            return null;
        }
        var fields = when.get();
        Condition condition = fields.has("pattern")
                ? new PatternSeen(fields.text("pattern"), fields.oneOf("on", Set.of("match", "timeout"), "match"))
                : threshold(fields);
        fields.refuseUnknown();
        return condition;
    }

    private static Threshold threshold(DefinitionFields fields) {
        return new Threshold(fields.required("metric"), fields.required("window"),
                fields.textOr("aggregate", "count"), fields.texts("by"),
                fields.oneOf("op", Set.of(">", ">=", "<", "<=", "==", "!="), null), fields.number("threshold"));
    }

}
