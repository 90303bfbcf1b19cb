package io.millrace.expressions.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values in a form whose {@code equals} holds wherever CEL calls the values equal: numbers by their value, whatever
 * their type; lists and objects by their parts. Whole numbers that no decimal tells apart (from 2^53 on) become one
 * value, as they do when CEL compares them with a decimal.
 */
final class EqualValues {

    private EqualValues() {}

    /** The form of {@code value}; null, which equals nothing, for null. */
    static Object of(Object value) {
        return switch (value) {
            case Number number -> number.doubleValue() + 0.0; // -0.0 equals 0.0
            case List<?> list -> {
                var parts = new ArrayList<>(list.size());
                list.forEach(part -> parts.add(of(part)));
                yield parts;
            }
            case Map<?, ?> object -> {
                var parts = new HashMap<>();
                object.forEach((name, part) -> parts.put(of(name), of(part)));
                yield parts;
            }
            case null, default -> value;
        };
    }

}
