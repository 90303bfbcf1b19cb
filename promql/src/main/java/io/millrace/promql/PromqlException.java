package io.millrace.promql;

/** A query that can't be answered, with a message for the person who wrote it. */
public final class PromqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Who has to do something about it; the words are those of the Prometheus HTTP API. */
    public enum ErrorType {

        /** The query or a parameter is wrong, or asks for what is not supported yet. */
        BAD_DATA("bad_data"),

        /** The query is right but can't be evaluated over the series at hand. */
        EXECUTION("execution");

        private final String text;

        ErrorType(String text) {
            this.text = text;
        }

        /** The {@code errorType} of an answer: {@code bad_data} or {@code execution}. */
        public String text() {
            return text;
        }
    }

    private final ErrorType errorType;

    private PromqlException(ErrorType errorType, String message) {
        super(message);
        this.errorType = errorType;
    }

    static PromqlException badData(String message) {
        return new PromqlException(ErrorType.BAD_DATA, message);
    }

    static PromqlException execution(String message) {
        return new PromqlException(ErrorType.EXECUTION, message);
    }

    /** A mistake at an offset of the query, told as {@code line:column: parse error: reason}, both counted from 1. */
    static PromqlException parseError(String query, int offset, String reason) {
        var before = query.substring(0, offset);
        var line = 1 + before.chars().filter(character -> character == '\n').count();
        var column = 1 + before.codePointCount(before.lastIndexOf('\n') + 1, before.length());
        return badData(line + ":" + column + ": parse error: " + reason);
    }

    /** The kind of mistake. */
    public ErrorType errorType() {
        return errorType;
    }
}
