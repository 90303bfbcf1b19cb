package io.millrace.definition;

/**
 * What is wrong with a definition, and where.
 *
 * @param definition
 *            {@code metric/revenue}, or null when the text could not be read that far
 * @param path
 *            the part at fault ({@code where}, {@code windows[0].tumbling}), or empty for the whole
 * @param line
 *            line in the text, from 1; 0 when the definition has no text
 * @param column
 *            column in that line, from 1; 0 when the definition has no text
 * @param reason
 *            why, for people
 */
public record DefinitionProblem(String definition, String path, int line, int column, String reason) {

    @Override
    public String toString() {
        var place = line > 0 ? "%d:%d: ".formatted(line, column) : "";
        var part = path.isEmpty() ? "" : path + ": ";
        return place + (definition == null ? "" : definition + ": ") + part + reason;
    }

}
