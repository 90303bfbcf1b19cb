package io.millrace.expressions;

import io.millrace.event.EventField;
import java.util.List;
import java.util.Map;

/** A plain field access such as {@code data.sku}. */
final class PathEvaluator implements Evaluator {

    private final String text;
    private final String[] path;
    /** What the path begins at when the variables are an event; null when that is no field of events. */
    private final EventField field;

    PathEvaluator(String text, List<String> path) {
        this.text = text;
        this.path = path.toArray(String[]::new);
        field = EventField.named(path.getFirst());
    }

    @Override
    public Object evaluate(Variables variables) {
        Object value = field != null && variables instanceof EventVariables(var event)
                ? field.of(event)
                : variables.get(path[0]);
        for (int i = 1; i < path.length && value != null; i++) {
            if (!(value instanceof Map<?, ?> object)) {
                throw new EvaluationException("'%s': '%s' is not an object".formatted(text, path[i - 1]));
            }
            value = object.get(path[i]);
        }
        return value;
    }

}
