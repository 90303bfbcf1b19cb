package io.millrace.query.export;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Rows with named columns, in the order of their first appearance.
 *
 * @param rows
 *            column to value; an absent one is an empty cell
 */
record Table(List<String> columns, List<Map<String, Object>> rows) {

    /** Flattens JSON objects: {@code {"group":{"page":"/"}}} has the column {@code group.page}. */
    static Table of(List<Map<String, Object>> objects) {
        SequencedSet<String> columns = new LinkedHashSet<>();
        var rows = objects.stream().map(object -> {
            Map<String, Object> row = new LinkedHashMap<>();
            flatten("", object, row);
            columns.addAll(row.keySet());
            return row;
        }).toList();
        return new Table(List.copyOf(columns), rows);
    }

    private static void flatten(String prefix, Map<?, ?> object, Map<String, Object> row) {
        object.forEach((name, value) -> {
            var column = prefix + name;
            if (value instanceof Map<?, ?> nested) {
                flatten(column + ".", nested, row);
            } else {
                row.put(column, value);
            }
        });
    }

}
