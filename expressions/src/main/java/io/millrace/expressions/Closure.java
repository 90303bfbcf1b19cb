package io.millrace.expressions;

/**
 * A part of an expression, compiled: gives its value for the variables, or an {@link Undefined} in its place. Never
 * null, never throws. Immutable and thread-safe.
 */
@FunctionalInterface
interface Closure {

    Object of(Variables variables);

    /** A value that does not depend on variables. */
    record Constant(Object value) implements Closure {

        @Override
        public Object of(Variables variables) {
            return value;
        }
    }

}
