package io.millrace.event;

/** Bytes that are not JSON; says where (1-based) and why. */
public class JsonSyntaxException extends RuntimeException {

    private final int line;
    private final int column;

    public JsonSyntaxException(String reason, int line, int column) {
        super("not valid JSON at line %d, column %d: %s".formatted(line, column, reason));
        this.line = line;
        this.column = column;
    }

    /** Line of the fault, from 1. */
    public int line() {
        return line;
    }

    /** Column of the fault, from 1. */
    public int column() {
        return column;
    }

}
