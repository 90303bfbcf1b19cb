package io.millrace.expressions;

import java.util.List;
import java.util.Map;

/** A plain field access such as {@code data.sku}. */
record PathEvaluator(String text, List<String> path) implements Evaluator {

    @Override
    public Object evaluate(Variables variables) {
        Object value = variables.get(path.getFirst());
        for (int i = 1; i < path.size() && value != null; i++) {
            if (!(value instanceof Map<?, ?> object)) {
                throw new EvaluationException("'%s': '%s' is not an object".formatted(text, path.get(i - 1)));
            }
            value = object.get(path.get(i));
        }
        return value;
    }

}
