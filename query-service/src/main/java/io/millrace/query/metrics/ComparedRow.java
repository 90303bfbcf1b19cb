package io.millrace.query.metrics;

import io.millrace.event.JsonTree;
import io.millrace.result.ResultJson;
import io.millrace.result.WindowResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A window as it is answered.
 *
 * @param compared
 *            period to what the window was so much earlier, where there was one; null when that was not asked for
 */
record ComparedRow(WindowResult window, Map<String, Comparison> compared) {

    /** As JSON has it. */
    Object json() {
        return compared == null ? window : tree();
    }

    /** As a table has it: {@code top.1.value}, {@code top.1.count}, {@code buckets.0.5}. */
    Map<String, Object> columns() {
        var columns = new LinkedHashMap<String, Object>();
        tree().forEach((name, value) -> {
            switch (name) {
                case "top" -> ((Map<?, ?>) value).forEach((list, items) -> columns.put((String) list, numbered(items)));
                case "buckets" -> columns.putAll(strings(value));
                default -> columns.put(name, value);
            }
        });
        return columns;
    }

    private Map<String, Object> tree() {
        var tree = tree(window);
        if (compared != null) {
            tree.put("compared", tree(compared));
        }
        return tree;
    }

    private static Map<String, Object> numbered(Object items) {
        var numbered = new LinkedHashMap<String, Object>();
        for (var item : (List<?>) items) {
            numbered.put(Integer.toString(numbered.size() + 1), item);
        }
        return numbered;
    }

    private static Map<String, Object> tree(Object value) {
        return strings(JsonTree.read(ResultJson.write(value)));
    }

    private static Map<String, Object> strings(Object tree) {
        var strings = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) tree).forEach((name, value) -> strings.put((String) name, value));
        return strings;
    }

}
