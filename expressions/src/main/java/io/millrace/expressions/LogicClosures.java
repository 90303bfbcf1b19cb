package io.millrace.expressions;

/**
 * {@code && || ! ?:}. The sides of {@code &&} and {@code ||} may change places: what is undefined on one side does not
 * matter when the other one decides.
 */
final class LogicClosures {

    private LogicClosures() {}

    /** {@code left && right} or, where {@code decisive} is true, {@code left || right}. */
    record Connective(Closure left, Closure right, boolean decisive) implements Closure {

        @Override
        public Object of(Variables variables) {
            var first = left.of(variables);
            if (first instanceof Boolean flag) {
                return flag == decisive ? first : second(first, variables);
            }
            return first instanceof Undefined ? second(first, variables) : notBoolean(first);
        }

        private Object second(Object first, Variables variables) {
            var second = right.of(variables);
            if (second instanceof Boolean flag) {
                return flag == decisive ? second : first;
            }
            if (!(second instanceof Undefined)) {
                return notBoolean(second);
            }
            if (first == Undefined.UNKNOWN || second == Undefined.UNKNOWN) {
                return Undefined.UNKNOWN;
            }
            return first instanceof Undefined ? first : second;
        }
    }

    /** {@code !operand}. */
    record Not(Closure operand, Overloads overloads) implements Closure {

        @Override
        public Object of(Variables variables) {
            var value = operand.of(variables);
            return value instanceof Boolean flag ? (Object) !flag : overloads.call(value);
        }
    }

    /** {@code condition ? then : otherwise}; only the branch taken is evaluated. */
    record Conditional(Closure condition, Closure then, Closure otherwise) implements Closure {

        @Override
        public Object of(Variables variables) {
            var decision = condition.of(variables);
            if (decision instanceof Boolean flag) {
                return flag ? then.of(variables) : otherwise.of(variables);
            }
            return decision instanceof Undefined ? decision : notBoolean(decision);
        }
    }

    /** True unless the operand is false: what a macro goes on with. */
    record NotStrictlyFalse(Closure operand) implements Closure {

        @Override
        public Object of(Variables variables) {
            var value = operand.of(variables);
            if (value instanceof Boolean || value == Undefined.UNKNOWN) {
                return value;
            }
            return true;
        }
    }

    static Undefined notBoolean(Object value) {
        return Undefined.failure(() -> "expected boolean value, found: " + value);
    }

}
