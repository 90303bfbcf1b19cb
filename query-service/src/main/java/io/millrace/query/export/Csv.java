package io.millrace.query.export;

import io.millrace.event.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * CSV as RFC 4180 has it. A text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
final class Csv {

    private Csv() {}

    static byte[] write(Table table) {
        var text = new StringBuilder();
        text.append(line(table.columns()));
        table.rows().forEach(row -> text.append(line(table.columns().stream().map(row::get).toList())));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(List<?> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        return switch (value) {
            case null -> "";
            case String text -> quoted(guarded(text));
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Map<?, ?> _,List<?> _ -> quoted(new String(JsonTree.write(value), StandardCharsets.UTF_8));
            default -> quoted(value.toString());
        };
    }

    private static String guarded(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

}
