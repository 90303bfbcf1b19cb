package io.millrace.expressions;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * A number from what stands at one path of several objects. Where there is nothing at the path the object is left out;
 * what is no number is an error.
 */
enum PathFunction {

    /** The sum: whole where all are and it fits, 0 of none. */
    SUM {
        @Override
        Object of(Stream<Object> values) {
            var sum = new Sum();
            values.map(PathFunction::number).forEach(sum::add);
            return sum.value();
        }
    },
    /** The mean, decimal; nothing of none. */
    AVG {
        @Override
        Object of(Stream<Object> values) {
            return some(values.map(PathFunction::number).mapToDouble(Number::doubleValue).average().stream().boxed());
        }
    },
    /** The smallest; nothing of none. */
    MIN {
        @Override
        Object of(Stream<Object> values) {
            return some(values.map(PathFunction::number).reduce(chosen(-1)).stream());
        }
    },
    /** The largest; nothing of none. */
    MAX {
        @Override
        Object of(Stream<Object> values) {
            return some(values.map(PathFunction::number).reduce(chosen(1)).stream());
        }
    },
    /** How many there are, of whatever type. */
    COUNT {
        @Override
        Object of(Stream<Object> values) {
            return values.count();
        }
    };

    /** The function of the values that are there. */
    abstract Object of(Stream<Object> values);

    /**
     * The function of what stands at {@code path} in the objects.
     *
     * @throws IllegalArgumentException
     *             when something there is no number, but for {@code count}
     * @throws CelAttributeNotFoundException
     *             when there is nothing and so no result
     */
    Object of(List<?> objects, List<String> path) {
        return of(objects.stream().map(object -> at(object, path)).filter(Objects::nonNull));
    }

    /** How expressions call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is of numbers only. */
    boolean isOfNumbers() {
        return this != COUNT;
    }

    private static Object at(Object object, List<String> path) {
        Object value = object;
        for (var name : path) {
            if (!(value instanceof Map<?, ?> fields)) {
                return null;
            }
            value = fields.get(name);
        }
        return value;
    }

    private static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("'%s' is not a number".formatted(value));
    }

    private static BinaryOperator<Number> chosen(int sign) {
        return (first, second) -> compare(second, first) * sign > 0 ? second : first;
    }

    private static int compare(Number first, Number second) {
        return first instanceof Long a && second instanceof Long b
                ? Long.compare(a, b)
                : Double.compare(first.doubleValue(), second.doubleValue());
    }

    private static Object some(Stream<? extends Number> value) {
        return value.findFirst().map(Object.class::cast).orElseThrow(
                () -> CelAttributeNotFoundException.of("of no values"));
    }

    /** Adds up whole numbers as long as that is exact. */
    private static final class Sum {

        private long whole;
        private double decimal;
        private boolean isWhole = true;

        private void add(Number number) {
            decimal += number.doubleValue();
            long next = isWhole && number instanceof Long summand ? whole + summand : 0;
            isWhole = isWhole && number instanceof Long summand && ((whole ^ next) & (summand ^ next)) >= 0;
            whole = next;
        }

        private Object value() {
            return isWhole ? (Object) whole : (Object) decimal;
        }
    }

}
