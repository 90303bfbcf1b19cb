package io.millrace.definition;

/**
 * Where something stands in a text.
 *
 * @param line
 *            from 1
 * @param column
 *            from 1
 */
public record Place(int line, int column) {

    /** The place {@code line} lines and {@code column} columns (both from 1) into a text that starts here. */
    public Place within(int innerLine, int innerColumn) {
        return innerLine == 1
                ? new Place(line, column + innerColumn - 1)
                : new Place(line + innerLine - 1, innerColumn);
    }

}
