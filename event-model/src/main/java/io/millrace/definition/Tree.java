package io.millrace.definition;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds ordered maps that leave out what is absent. */
final class Tree {

    private Tree() {}

    /** Pairs of name and value; null values and empty texts, lists and maps are left out. */
    static Map<String, Object> of(Object... pairs) {
        var tree = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!isAbsent(pairs[i + 1])) {
                tree.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return Collections.unmodifiableMap(tree);
    }

    private static boolean isAbsent(Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isEmpty();
            case Collection<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }

}
