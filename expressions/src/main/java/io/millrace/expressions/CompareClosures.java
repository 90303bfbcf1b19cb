package io.millrace.expressions;

import dev.cel.common.internal.ComparisonFunctions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code < <= > >= == != in}, with short ways for strings and numbers. */
final class CompareClosures {

    private CompareClosures() {}

    /** An order; decimal numbers that are not ordered (NaN) are in none. */
    enum Order {

        LESS("less") {
            @Override
            boolean holds(int sign) {
                return sign < 0;
            }

            @Override
            boolean holds(double first, double second) {
                return first < second;
            }
        },
        LESS_EQUALS("less_equals") {
            @Override
            boolean holds(int sign) {
                return sign <= 0;
            }

            @Override
            boolean holds(double first, double second) {
                return first <= second;
            }
        },
        GREATER("greater") {
            @Override
            boolean holds(int sign) {
                return sign > 0;
            }

            @Override
            boolean holds(double first, double second) {
                return first > second;
            }
        },
        GREATER_EQUALS("greater_equals") {
            @Override
            boolean holds(int sign) {
                return sign >= 0;
            }

            @Override
            boolean holds(double first, double second) {
                return first >= second;
            }
        };

        private final String overload;

        Order(String overload) {
            this.overload = overload;
        }

        abstract boolean holds(int sign);

        abstract boolean holds(double first, double second);
    }

    /** {@code left < right} and its like. */
    static final class Ordered implements Closure {

        private final Order order;
        private final Closure left;
        private final Closure right;
        private final Overloads overloads;
        private final boolean ints;
        private final boolean doubles;
        private final boolean intDouble;
        private final boolean doubleInt;
        private final boolean strings;

        Ordered(Order order, Closure left, Closure right, Overloads overloads) {
            this.order = order;
            this.left = left;
            this.right = right;
            this.overloads = overloads;
            ints = overloads.include(order.overload + "_int64");
            doubles = overloads.include(order.overload + "_double");
            intDouble = overloads.include(order.overload + "_int64_double");
            doubleInt = overloads.include(order.overload + "_double_int64");
            strings = overloads.include(order.overload + "_string");
        }

        @Override
        public Object of(Variables variables) {
            var first = left.of(variables);
            var second = right.of(variables);
            if (first instanceof Long a) {
                if (ints && second instanceof Long b) {
                    return order.holds(Long.compare(a, b));
                }
                if (intDouble && second instanceof Double b) {
                    return order.holds(ComparisonFunctions.compareIntDouble(a, b));
                }
            } else if (first instanceof Double a) {
                if (doubles && second instanceof Double b) {
                    return order.holds(a, b);
                }
                if (doubleInt && second instanceof Long b) {
                    return order.holds(ComparisonFunctions.compareDoubleInt(a, b));
                }
            } else if (strings && first instanceof String a && second instanceof String b) {
                return order.holds(a.compareTo(b));
            }
            return overloads.call(first, second);
        }
    }

    /** {@code left == right}, or its contrary. */
    record Equal(Closure left, Closure right, boolean wanted) implements Closure {

        @Override
        public Object of(Variables variables) {
            var first = left.of(variables);
            var second = right.of(variables);
            if (first instanceof String a && second instanceof String b) {
                return a.equals(b) == wanted;
            }
            if (first instanceof Long a && second instanceof Long b) {
                return (a.longValue() == b.longValue()) == wanted;
            }
            var undefined = Undefined.among(first, second);
            return undefined == null ? Overloads.EQUALITY.objectEquals(first, second) == wanted : undefined;
        }
    }

    /** {@code value in container}. */
    record In(Closure value, Closure container, Overloads overloads) implements Closure {

        @Override
        public Object of(Variables variables) {
            return overloads.call(value.of(variables), container.of(variables));
        }
    }

    /** {@code value in ['a', 'b']}. */
    record InTexts(Closure value, Set<Object> texts, List<?> list, Overloads overloads) implements Closure {

        InTexts(Closure value, List<?> list, Overloads overloads) {
            this(value, new HashSet<>(list), list, overloads);
        }

        @Override
        public Object of(Variables variables) {
            var sought = value.of(variables);
            return sought instanceof String ? (Object) texts.contains(sought) : overloads.call(sought, list);
        }
    }

}
