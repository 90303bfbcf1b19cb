package io.millrace.definition;

import io.millrace.definition.PatternDefinition.Limits;
import io.millrace.definition.PatternDefinition.VariableDefinition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads the fields of patterns. */
final class PatternReader {

    private static final String DEFAULT_SKIP = "past-last";
    private static final String DEFAULT_ORDER = "as-completed";

    private PatternReader() {}

    static PatternDefinition read(DefinitionFields root, String name) {
        return new PatternDefinition(name, root.textOr("description", ""), root.textOr("key", "user_id"),
                pattern(root), root.text("within"), root.text("grace"), define(root),
                root.textOr("skip", DEFAULT_SKIP),
                root.oneOf("order", Set.of(DEFAULT_ORDER, "by-start"), DEFAULT_ORDER),
                root.oneOf("timeouts", Set.of("emit", "drop"), "drop").equals("emit"), limits(root),
                root.textMap("measures"), root.text("retention"), root.flag("enabled", true),
                root.flag("shadow", false));
    }

    /** Text, or the JSON form, which its compiler reads. */
    private static Object pattern(DefinitionFields root) {
        return switch (root.any("pattern")) {
            case Map<?, ?> form -> Tree.plain(form);
            case Collection<?> form when !form.isEmpty() -> Tree.plain(form);
            case Collection<?> _ -> {
                root.problem("pattern", "is required");
                yield "";
            }
            case null, default -> root.required("pattern");
        };
    }

    private static Map<String, VariableDefinition> define(DefinitionFields root) {
        var define = new LinkedHashMap<String, VariableDefinition>();
        root.objects("define").forEach((variable, fields) -> {
            define.put(variable, new VariableDefinition(fields.texts("events"), fields.text("where")));
            fields.refuseUnknown();
        });
        return define;
    }

    private static Limits limits(DefinitionFields root) {
        return root.object("limits").map(fields -> {
            var limits = new Limits(atLeastOne(fields, "open_runs"), atLeastOne(fields, "events"),
                    fields.any("on_overflow") == null
                            ? null
                            : fields.oneOf("on_overflow", Set.of("drop-oldest", "drop-newest"), null));
            fields.refuseUnknown();
            return limits;
        }).orElse(Limits.USUAL);
    }

    private static Integer atLeastOne(DefinitionFields fields, String field) {
        return fields.any(field) == null ? null : (Integer) fields.positive(field);
    }

}
