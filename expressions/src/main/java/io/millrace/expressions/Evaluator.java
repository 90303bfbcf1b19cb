package io.millrace.expressions;

/** How an expression is evaluated; the ways differ in speed, not in their outcome. Thread-safe. */
@FunctionalInterface
interface Evaluator {

    /**
     * The value for these variables, or null when there is none.
     *
     * @throws EvaluationException
     *             when it fails on these values
     */
    Object evaluate(Variables variables);

}
