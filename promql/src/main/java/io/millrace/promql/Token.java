package io.millrace.promql;

import java.util.Locale;

/**
 * A word of a query.
 *
 * @param kind what it is
 * @param text its characters, quotes included; empty at the end
 * @param start offset of its first character in the query
 */
record Token(Kind kind, String text, int start) {

    private static final int LONGEST_QUOTE = 10;

    enum Kind {
        END, IDENTIFIER, METRIC_IDENTIFIER, KEYWORD, NUMBER, DURATION, STRING, OPERATOR, PUNCTUATION
    }

    boolean is(Kind expected, String expectedText) {
        return kind == expected && text.equalsIgnoreCase(expectedText);
    }

    boolean isPunctuation(String expectedText) {
        return is(Kind.PUNCTUATION, expectedText);
    }

    /** How a message calls it. */
    String description() {
        return switch (kind) {
            case END -> "end of input";
            case IDENTIFIER -> "identifier " + quoted(text);
            case METRIC_IDENTIFIER -> "metric identifier " + quoted(text);
            case NUMBER -> "number " + shortened();
            case DURATION -> "duration " + shortened();
            case STRING -> "string " + shortened();
            case PUNCTUATION -> quoted(text);
            case OPERATOR -> "<op:" + text + ">";
            case KEYWORD -> "<" + text.toLowerCase(Locale.ROOT) + ">";
        };
    }

    private String shortened() {
        return text.length() > LONGEST_QUOTE ? quoted(text.substring(0, LONGEST_QUOTE)) + "..." : quoted(text);
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
