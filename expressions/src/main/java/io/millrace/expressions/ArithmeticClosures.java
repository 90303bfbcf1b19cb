package io.millrace.expressions;

/**
 * {@code + - * / %} over numbers, and {@code +} over strings. Whole numbers that overflow and their division by zero are
 * left to CEL's own overloads, which refuse them.
 */
final class ArithmeticClosures {

    private ArithmeticClosures() {}

    /** An operator over whole and decimal numbers. */
    enum Operator {

        ADD("_+_", "add") {
            @Override
            Object of(long first, long second) {
                long sum = first + second;
                return ((first ^ sum) & (second ^ sum)) < 0 ? null : (Object) sum;
            }

            @Override
            double of(double first, double second) {
                return first + second;
            }
        },
        SUBTRACT("_-_", "subtract") {
            @Override
            Object of(long first, long second) {
                long difference = first - second;
                return ((first ^ second) & (first ^ difference)) < 0 ? null : (Object) difference;
            }

            @Override
            double of(double first, double second) {
                return first - second;
            }
        },
        MULTIPLY("_*_", "multiply") {
            @Override
            Object of(long first, long second) {
                long high = Math.multiplyHigh(first, second);
                long low = first * second;
                return high == low >> 63 ? (Object) low : null;
            }

            @Override
            double of(double first, double second) {
                return first * second;
            }
        },
        DIVIDE("_/_", "divide") {
            @Override
            Object of(long first, long second) {
                return second == 0 || second == -1 ? null : (Object) (first / second);
            }

            @Override
            double of(double first, double second) {
                return first / second;
            }
        };

        private final String symbol;
        private final String overload;

        Operator(String symbol, String overload) {
            this.symbol = symbol;
            this.overload = overload;
        }

        /** The result, or null where there may be none. */
        abstract Object of(long first, long second);

        abstract double of(double first, double second);
    }

    /** {@code left + right} and its like. */
    static final class Arithmetic implements Closure {

        private final Operator operator;
        private final Closure left;
        private final Closure right;
        private final Overloads overloads;
        private final boolean ints;
        private final boolean doubles;
        private final boolean intDouble;
        private final boolean doubleInt;

        Arithmetic(Operator operator, Closure left, Closure right, Overloads overloads) {
            this.operator = operator;
            this.left = left;
            this.right = right;
            this.overloads = overloads;
            ints = overloads.include(operator.overload + "_int64");
            doubles = overloads.include(operator.overload + "_double");
            intDouble = overloads.include(MixedArithmetic.intDouble(operator.symbol));
            doubleInt = overloads.include(MixedArithmetic.doubleInt(operator.symbol));
        }

        @Override
        public Object of(Variables variables) {
            var first = left.of(variables);
            var second = right.of(variables);
            if (first instanceof Double a) {
                if (doubles && second instanceof Double b) {
                    return operator.of(a.doubleValue(), b.doubleValue());
                }
                if (doubleInt && second instanceof Long b) {
                    return operator.of(a.doubleValue(), b.doubleValue());
                }
            } else if (first instanceof Long a) {
                if (ints && second instanceof Long b) {
                    var result = operator.of(a.longValue(), b.longValue());
                    return result == null ? overloads.call(first, second) : result;
                }
                if (intDouble && second instanceof Double b) {
                    return operator.of(a.doubleValue(), b.doubleValue());
                }
            }
            return overloads.call(first, second);
        }
    }

}
