package io.millrace.pattern;

/**
 * Pattern text that is not a pattern. The message names the place, what was expected and what was found, as in
 * {@code 1:9: expected a variable or '(' after '->' but found the end}.
 */
public final class PatternSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String expected;
    private final String found;

    PatternSyntaxException(int line, int column, String expected, String found) {
        super(line + ":" + column + ": expected " + expected + " but found " + found);
        this.line = line;
        this.column = column;
        this.expected = expected;
        this.found = found;
    }

    /** The line of the text, counted from 1. */
    public int line() {
        return line;
    }

    /** The character of the line (Unicode code points, a tab is one), counted from 1. */
    public int column() {
        return column;
    }

    /** What could have stood there, in words. */
    public String expected() {
        return expected;
    }

    /** What stood there: the text in quotes, or {@code the end}. */
    public String found() {
        return found;
    }
}
