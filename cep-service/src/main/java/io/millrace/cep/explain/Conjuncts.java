package io.millrace.cep.explain;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of a condition at the {@code &&} that stand outside of brackets and quotes. */
final class Conjuncts {

    private Conjuncts() {}

    /** The parts, all of which must be met; the text as a whole when it can't be split. */
    static List<String> of(String condition) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < condition.length(); i++) {
            char c = condition.charAt(i);
            if (c == '"' || c == '\'') {
                i = endOfText(condition, i);
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (depth == 0 && (condition.startsWith("||", i) || c == '?')) {
                return List.of(condition.strip());
            } else if (depth == 0 && condition.startsWith("&&", i)) {
                parts.add(condition.substring(from, i).strip());
                from = i + 2;
                i++;
            }
        }
        parts.add(condition.substring(from).strip());
        return parts;
    }

    private static int endOfText(String condition, int start) {
        char quote = condition.charAt(start);
        for (int i = start + 1; i < condition.length(); i++) {
            if (condition.charAt(i) == '\\') {
                i++;
            } else if (condition.charAt(i) == quote) {
                return i;
            }
        }
        return condition.length();
    }

}
