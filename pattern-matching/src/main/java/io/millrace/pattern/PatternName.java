package io.millrace.pattern;

import java.util.Set;
import java.util.regex.Pattern;

/** Names of variables and conditions: ASCII identifiers that are not a word of the language. */
final class PatternName {

    static final String GREEDY = "greedy";
    static final String CONSECUTIVE = "consecutive";
    static final String COMBINATIONS = "combinations";
    static final String UNTIL = "until";

    private static final Set<String> RESERVED = Set.of(GREEDY, CONSECUTIVE, COMBINATIONS, UNTIL);
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private PatternName() {}

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    static void require(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("a name consists of ASCII letters, digits and '_': '" + name + "'");
        }
        if (isReserved(name)) {
            throw new IllegalArgumentException("'" + name + "' is a reserved word");
        }
    }
}
