package io.millrace.expressions;

/** What came of an evaluation: a value, none, or a failure. Values of different types are different. */
sealed interface Outcome {

    record Value(Object value) implements Outcome {}

    record None() implements Outcome {}

    record Failed() implements Outcome {}

    static Outcome of(Evaluator evaluator, Variables variables) {
        try {
            var value = evaluator.evaluate(variables);
            return value == null ? new None() : new Value(value);
        } catch (EvaluationException _) {
            return new Failed();
        }
    }

}
