package io.millrace.standalone.client;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.Place;
import io.millrace.definition.StoredDefinition;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A definition in a file.
 *
 * @param text
 *            the whole file
 */
record FileDefinition(Path file, String text, DeclaredDefinition declared) {

    private static final Pattern DOCUMENT_END = Pattern.compile("(---|\\.\\.\\.)(\\s.*)?");

    Definition definition() {
        return declared.definition();
    }

    /** {@code metric/revenue}. */
    String id() {
        return StoredDefinition.key(definition().kind(), definition().name());
    }

    /**
     * The definition's own YAML, moved down to where it stands in the file, so that whoever finds a fault in it names
     * the file's line.
     */
    String body() {
        var lines = text.lines().toList();
        int first = declared.places().getOrDefault("", new Place(1, 1)).line() - 1;
        var body = new StringBuilder("\n".repeat(first)).append(lines.get(first)).append('\n');
        for (int i = first + 1; i < lines.size() && !DOCUMENT_END.matcher(lines.get(i)).matches(); i++) {
            body.append(lines.get(i)).append('\n');
        }
        return body.toString();
    }

}
