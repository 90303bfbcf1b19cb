package io.millrace.expressions.pattern;

import io.millrace.definition.PatternDefinition;
import io.millrace.expressions.Problems;
import io.millrace.pattern.PatternNames;
import io.millrace.pattern.PatternNode;
import io.millrace.pattern.SkipStrategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The names in a pattern, checked against what is defined, each problem at the place of the name. Not thread-safe. */
final class DefinedNames {

    private final PatternDefinition definition;
    private final Problems problems;
    private final PatternNames names;

    DefinedNames(PatternDefinition definition, PatternNode node, Problems problems) {
        this.definition = definition;
        this.problems = problems;
        names = PatternNames.of(node);
    }

    /** Whether each name is defined and each definition used, and no variable stands twice; notes what is not so. */
    boolean areRight() {
        boolean right = true;
        for (var name : names.all()) {
            if (!definition.define().containsKey(name)) {
                right = refuse(name, 1, "'%s' is not defined: define has %s".formatted(name, list(
                        definition.define().keySet())));
            }
        }
        for (var name : definition.define().keySet()) {
            if (!names.all().contains(name)) {
                problems.add("define." + name, "the pattern does not use '%s'".formatted(name));
                right = false;
            }
        }
        return areDistinct() && right;
    }

    private boolean areDistinct() {
        var seen = new HashSet<String>();
        boolean right = true;
        for (var name : names.captured()) {
            if (!seen.add(name)) {
                right = refuse(name, 2, "variable '%s' occurs more than once in the pattern".formatted(name));
            }
        }
        return right;
    }

    /** Whether the variable that a skip strategy speaks of is captured; notes when it is not. */
    boolean include(SkipStrategy skip) {
        var target = switch (skip) {
            case SkipStrategy.PastLast _,SkipStrategy.NextRow _,SkipStrategy.None _ -> null;
            case SkipStrategy.ToFirst(var variable) -> variable;
            case SkipStrategy.ToLast(var variable) -> variable;
        };
        if (target != null && !names.captured().contains(target)) {
            problems.add("skip", "'%s' is not a variable that the pattern captures, only %s".formatted(target, list(
                    names.captured())));
            return false;
        }
        return true;
    }

    /** Notes a problem with the pattern, at the first name that {@code reason} quotes a part of it with. */
    void refuse(String reason) {
        var quoted = Pattern.compile("'([^']+)'").matcher(reason);
        while (quoted.find()) {
            for (var word : quoted.group(1).split("\\W+")) {
                if (names.all().contains(word)) {
                    refuse(word, 1, reason);
                    return;
                }
            }
        }
        problems.add("pattern", reason);
    }

    /** Notes a problem at the nth occurrence of a name, the last one where there are fewer. */
    private boolean refuse(String name, int occurrence, String reason) {
        if (definition.pattern() instanceof String text) {
            int at = 0;
            var found = Pattern.compile("\\b" + name + "\\b").matcher(text);
            for (int i = 0; i < occurrence && found.find(); i++) {
                at = found.start();
            }
            var before = text.substring(0, at);
            int line = (int) before.chars().filter(sign -> sign == '\n').count() + 1;
            int column = before.codePointCount(before.lastIndexOf('\n') + 1, at) + 1;
            problems.add("pattern", line, column, reason);
        } else {
            var paths = new ArrayList<String>();
            find(definition.pattern(), "pattern", name, paths);
            problems.add(paths.get(Math.min(occurrence, paths.size()) - 1), reason);
        }
        return false;
    }

    private static void find(Object form, String path, String name, List<String> paths) {
        switch (form) {
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    find(list.get(i), path + "[" + i + "]", name, paths);
                }
            }
            case Map<?, ?> element -> element.forEach((field, value) -> find(value, path + "." + field, name, paths));
            case String text when text.equals(name) -> paths.add(path);
            case null, default -> {
            }
        }
    }

    private static String list(Iterable<String> names) {
        var text = String.join(", ", names);
        return text.isEmpty() ? "nothing" : text;
    }

}
