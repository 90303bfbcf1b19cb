package io.millrace.pattern;

/**
 * A word of pattern text with its place, line and column counted from 1.
 *
 * @param text the characters; empty at the end
 */
record Token(Kind kind, String text, int line, int column) {

    enum Kind {
        NAME,
        /** Digits, perhaps with letters among them: a count or a duration. */
        AMOUNT, COMMA, ARROW, ARROW_ANY, BANG, QUESTION, PLUS, STAR, PIPE, AMPERSAND, LESS, OPEN_PARENTHESIS,
        CLOSE_PARENTHESIS, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE,
        /** A character that means nothing here. */
        UNKNOWN, END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** How messages name this token. */
    String description() {
        return is(Kind.END) ? "the end" : "'" + text + "'";
    }
}
