package io.millrace.expressions;

import io.millrace.event.EventField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Closures that reach into variables and build lists and maps. */
final class AccessClosures {

    private AccessClosures() {}

    /** A variable; unknown when it is not there. */
    record Variable(String name, EventField field) implements Closure {

        Variable(String name) {
            this(name, EventField.named(name));
        }

        @Override
        public Object of(Variables variables) {
            var value = field != null && variables instanceof EventVariables(var event)
                    ? field.of(event)
                    : variables.get(name);
            return value == null ? Undefined.UNKNOWN : value;
        }
    }

    /** {@code operand.field}; unknown when it is null, an error when there is no such field. */
    record Select(Closure operand, String field) implements Closure {

        @Override
        public Object of(Variables variables) {
            var target = operand.of(variables);
            if (target instanceof Map<?, ?> object) {
                var value = object.get(field);
                if (value != null) {
                    return value;
                }
                return object.containsKey(field) ? Undefined.UNKNOWN : Undefined.NOT_FOUND;
            }
            return target instanceof Undefined ? target : Undefined.NOT_FOUND;
        }
    }

    /** {@code has(operand.field)}; a field that is null is there. */
    record Has(Closure operand, String field) implements Closure {

        @Override
        public Object of(Variables variables) {
            var target = operand.of(variables);
            if (target instanceof Map<?, ?> object) {
                return object.containsKey(field);
            }
            return target instanceof Undefined ? target : Undefined.NOT_FOUND;
        }
    }

    /** {@code operand[key]}. */
    record Index(Closure operand, Closure key, Overloads overloads, boolean ofMaps) implements Closure {

        Index(Closure operand, Closure key, Overloads overloads) {
            this(operand, key, overloads, overloads.include("index_map"));
        }

        @Override
        public Object of(Variables variables) {
            var target = operand.of(variables);
            var index = key.of(variables);
            if (ofMaps && index instanceof String && target instanceof Map<?, ?> object) {
                var value = object.get(index);
                return value == null ? Undefined.NOT_FOUND : value;
            }
            return overloads.call(target, index);
        }
    }

    /** {@code [a, b]}. */
    record ListOf(List<Closure> elements) implements Closure {

        @Override
        public Object of(Variables variables) {
            var list = new ArrayList<Object>(elements.size());
            boolean known = true;
            for (var element : elements) {
                var value = element.of(variables);
                if (value instanceof Undefined && value != Undefined.UNKNOWN) {
                    return value;
                }
                known &= value != Undefined.UNKNOWN;
                list.add(value);
            }
            return known ? list : Undefined.UNKNOWN;
        }
    }

    /** <code>{a: b}</code>; a key that stands twice is an error. */
    record MapOf(List<Closure> keys, List<Closure> values) implements Closure {

        @Override
        public Object of(Variables variables) {
            var map = new LinkedHashMap<Object, Object>();
            boolean known = true;
            for (int i = 0; i < keys.size(); i++) {
                var key = keys.get(i).of(variables);
                if (key instanceof Undefined && key != Undefined.UNKNOWN) {
                    return key;
                }
                var value = values.get(i).of(variables);
                if (value instanceof Undefined && value != Undefined.UNKNOWN) {
                    return value;
                }
                if (map.containsKey(key)) {
                    return Undefined.failure(() -> "duplicate map key [%s]".formatted(key));
                }
                known &= key != Undefined.UNKNOWN && value != Undefined.UNKNOWN;
                map.put(key, value);
            }
            return known ? map : Undefined.UNKNOWN;
        }
    }

}
