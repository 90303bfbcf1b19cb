package io.millrace.promql;

import java.util.List;

/** What a query says, with types that are right: arithmetic is over numbers. */
public sealed interface Expression {

    /** An expression whose value is one number, the same at every time. */
    sealed interface Scalar extends Expression {

        /** The number, by the rules of IEEE 754. */
        double value();
    }

    /** A number as it stands in the query. */
    record NumberLiteral(double value) implements Scalar {}

    /** A number with a minus before it. */
    record Negation(Scalar operand) implements Scalar {

        @Override
        public double value() {
            return -operand.value();
        }
    }

    /** Two numbers and an operator. */
    record Arithmetic(Operator operator, Scalar left, Scalar right) implements Scalar {

        @Override
        public double value() {
            var a = left.value();
            var b = right.value();
            return switch (operator) {
                case ADD -> a + b;
                case SUBTRACT -> a - b;
                case MULTIPLY -> a * b;
                case DIVIDE -> a / b;
            };
        }
    }

    /** The operators of arithmetic. */
    enum Operator {
        ADD, SUBTRACT, MULTIPLY, DIVIDE
    }

    /**
     * The newest sample of each series that meets the conditions.
     *
     * @param matchers at least one, and one of them does not fit a missing label; the metric name is one of them
     */
    record VectorSelector(List<LabelMatcher> matchers) implements Expression {

        public VectorSelector {
            matchers = List.copyOf(matchers);
        }
    }
}
