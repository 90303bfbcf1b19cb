package io.millrace.expressions;

import dev.cel.common.values.NullValue;

/** An expression compiled to closures. */
record ClosureEvaluator(String text, Closure closure) implements Evaluator {

    @Override
    public Object evaluate(Variables variables) {
        var value = closure.of(variables);
        if (value instanceof Undefined undefined) {
            if (undefined.isFailure()) {
                throw new EvaluationException("'%s': %s".formatted(text, undefined.reason()));
            }
            return null;
        }
        return value instanceof NullValue ? null : value;
    }

}
