package io.millrace.expressions;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A macro over a list or the keys of a map, such as {@code exists} and {@code all}: a result that each element may
 * change.
 *
 * @param element
 *            name of the variable that holds the element
 * @param result
 *            name of the variable that holds the result so far
 * @param start
 *            the result before the first element
 * @param goOn
 *            whether the next element is looked at
 * @param step
 *            the result after an element; an error is kept as the result, since a later element may decide
 * @param end
 *            what the loop gives
 */
record LoopClosure(Closure range, String element, String result, Object start, Closure goOn, Closure step, Closure end)
        implements
            Closure {

    @Override
    public Object of(Variables variables) {
        Collection<?> elements;
        switch (range.of(variables)) {
            case Undefined undefined -> {
                return undefined;
            }
            case List<?> list -> elements = list;
            case Map<?, ?> map -> elements = map.keySet();
            case Object other -> {
                return Undefined.failure(() -> "expected a list or a map for iteration range but got '%s'".formatted(
                        other.getClass().getSimpleName()));
            }
        }
        return over(elements, variables);
    }

    private Object over(Collection<?> elements, Variables variables) {
        var reached = start;
        for (var value : elements) {
            if (value == null) {
                return Undefined.failure(() -> "a null in the list");
            }
            var scope = new Scope(variables, element, adapted(value), result, reached);
            switch (goOn.of(scope)) {
                case Boolean flag when !flag -> {
                    return end.of(new Scope(variables, result, reached, result, reached));
                }
                case Undefined undefined when undefined != Undefined.UNKNOWN -> {
                    return undefined;
                }
                case Boolean _,Undefined _ -> reached = step.of(scope);
                case Object other -> {
                    return LogicClosures.notBoolean(other);
                }
            }
        }
        return end.of(new Scope(variables, result, reached, result, reached));
    }

    private static Object adapted(Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Float number -> number.doubleValue();
            default -> value;
        };
    }

    /** The loop's two variables before those around it. */
    private record Scope(Variables outer, String first, Object firstValue, String second, Object secondValue)
            implements
                Variables {

        @Override
        public Object get(String name) {
            if (name.equals(second)) {
                return secondValue;
            }
            return name.equals(first) ? firstValue : outer.get(name);
        }
    }

}
