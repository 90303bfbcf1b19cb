package io.millrace.expressions;

/** An expression that does not compile; says where in its text (from 1) and why. */
public class ExpressionException extends RuntimeException {

    private final int line;
    private final int column;

    public ExpressionException(int line, int column, String reason) {
        super(reason);
        this.line = line;
        this.column = column;
    }

    /** Line of the fault in the expression, from 1. */
    public int line() {
        return line;
    }

    /** Column of the fault in its line, from 1. */
    public int column() {
        return column;
    }

}
