package io.millrace.definition;

import java.util.ArrayList;
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

    /** A copy of plain values as {@link io.millrace.event.JsonTree} would read them back; unmodifiable. */
    static Object plain(Object value) {
        return switch (value) {
            case YamlNumber number -> number.whole().isPresent() ? (Object) number.whole().get() : number.doubleValue();
            case Collection<?> list -> {
                var copy = new ArrayList<>();
                list.forEach(element -> copy.add(plain(element)));
                yield Collections.unmodifiableList(copy);
            }
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach((name, part) -> copy.put((String) name, plain(part)));
                yield Collections.unmodifiableMap(copy);
            }
            case null, default -> value;
        };
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
