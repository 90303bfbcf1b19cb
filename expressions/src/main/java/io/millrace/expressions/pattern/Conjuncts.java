package io.millrace.expressions.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a CEL condition into the parts that its outermost {@code &&} join, as they are written; parentheses around a
 * part, or around the whole, don't hide what is in them. Not thread-safe: one instance reads one text.
 */
final class Conjuncts {

    private final String text;
    private final List<Integer> conjunctions = new ArrayList<>();
    private int at;
    private int depth;
    private int closedAt = -1;
    private boolean isOther;

    private Conjuncts(String text) {
        this.text = text;
    }

    /** The parts of a condition that compiles; one where nothing is to be divided. */
    static List<String> of(String condition) {
        var text = condition.strip();
        var reader = new Conjuncts(text);
        reader.read();
        if (reader.isOther) {
            return List.of(text);
        }
        if (reader.conjunctions.isEmpty()) {
            return reader.isInParentheses() ? of(text.substring(1, text.length() - 1)) : List.of(text);
        }
        var parts = new ArrayList<String>();
        int from = 0;
        for (int end : reader.conjunctions) {
            parts.addAll(of(text.substring(from, end)));
            from = end + 2;
        }
        parts.addAll(of(text.substring(from)));
        return List.copyOf(parts);
    }

    private boolean isInParentheses() {
        return text.startsWith("(") && closedAt == text.length() - 1;
    }

    private void read() {
        while (at < text.length()) {
            char sign = text.charAt(at);
            if (sign == '"' || sign == '\'') {
                skipString(sign);
                continue;
            }
            if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
                continue;
            }
            bracket(sign);
            if (depth == 0) {
                operator(sign);
            }
            at++;
        }
    }

    private void bracket(char sign) {
        switch (sign) {
            case '(', '[', '{' -> depth++;
            case ')', ']', '}' -> {
                depth--;
                if (depth == 0 && closedAt < 0) {
                    closedAt = at;
                }
            }
            default -> {
            }
        }
    }

    private void operator(char sign) {
        if (text.startsWith("&&", at)) {
            conjunctions.add(at);
            at++;
        } else if (sign == '?' || text.startsWith("||", at)) {
            isOther = true;
        }
    }

    /** Goes past a string: in one or three quotes, with escapes unless it is raw. */
    private void skipString(char quote) {
        boolean isRaw = isRaw();
        var threefold = String.valueOf(quote).repeat(3);
        var end = text.startsWith(threefold, at) ? threefold : String.valueOf(quote);
        at += end.length();
        while (at < text.length() && !text.startsWith(end, at)) {
            at += !isRaw && text.charAt(at) == '\\' ? 2 : 1;
        }
        at += end.length();
    }

    /** Whether the letters before the quote make the string raw: {@code r'\d'}, {@code br'\d'}. */
    private boolean isRaw() {
        int start = at;
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, at).matches("(?i)b?r|rb");
    }

}
