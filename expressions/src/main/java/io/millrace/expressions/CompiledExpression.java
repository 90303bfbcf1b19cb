package io.millrace.expressions;

import java.util.List;
import java.util.Set;

/**
 * An expression with what is known of it. Two are equal when they have the same text over the same variables (those of
 * one compiler), whatever they were compiled to give: then they have the same outcome for every event.
 */
record CompiledExpression(String text, CelCompiler compiler, Set<String> references, Set<List<String>> paths,
        Evaluator evaluator) implements Expression {

    @Override
    public Object evaluate(Variables variables) {
        return evaluator.evaluate(variables);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompiledExpression that && compiler == that.compiler && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

}
