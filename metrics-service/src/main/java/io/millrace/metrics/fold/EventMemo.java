package io.millrace.metrics.fold;

import io.millrace.event.Event;
import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.Expression;
import io.millrace.expressions.Variables;
import java.util.List;

/**
 * The values of all expressions of a plan for one event, each evaluated when it is first asked for and then remembered.
 * Belongs to one task.
 */
final class EventMemo {

    /** What an expression is evaluated as. */
    enum Kind {

        CONDITION, NUMBER, LABEL

    }

    /** An expression in a role; two with the same text and role are the same. */
    record Use(String text, Kind kind, Expression expression) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Use use && kind == use.kind && text.equals(use.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode() * 31 + kind.hashCode();
        }
    }

    private final Expression[] expressions;
    private final int[] evaluatedFor;
    private final boolean[] conditions;
    private final double[] numbers;
    private final String[] labels;
    private final EvaluationException[] failures;
    private Variables variables;
    private int event;

    EventMemo(List<Use> uses) {
        int size = uses.size();
        expressions = uses.stream().map(Use::expression).toArray(Expression[]::new);
        evaluatedFor = new int[size];
        conditions = new boolean[size];
        numbers = new double[size];
        labels = new String[size];
        failures = new EvaluationException[size];
    }

    /** Turns to the next event and forgets what was remembered. */
    void turnTo(Event next) {
        variables = Variables.of(next);
        event++;
    }

    /**
     * Whether a condition holds.
     *
     * @throws EvaluationException
     *             when it fails on the event, each time that it is asked for
     */
    boolean test(int place) {
        if (isNew(place)) {
            try {
                conditions[place] = expressions[place].test(variables);
            } catch (EvaluationException failure) {
                failures[place] = failure;
            }
        }
        throwIfFailed(place);
        return conditions[place];
    }

    /** A number, NaN when the event has none; fails like {@link #test}. */
    double number(int place) {
        if (isNew(place)) {
            try {
                numbers[place] = expressions[place].number(variables);
            } catch (EvaluationException failure) {
                failures[place] = failure;
            }
        }
        throwIfFailed(place);
        return numbers[place];
    }

    /** A label of bounded length, empty when the event has none; fails like {@link #test}. */
    String label(int place) {
        if (isNew(place)) {
            try {
                labels[place] = LabelText.bounded(expressions[place].label(variables));
            } catch (EvaluationException failure) {
                failures[place] = failure;
            }
        }
        throwIfFailed(place);
        return labels[place];
    }

    private boolean isNew(int place) {
        if (evaluatedFor[place] == event) {
            return false;
        }
        evaluatedFor[place] = event;
        failures[place] = null;
        return true;
    }

    private void throwIfFailed(int place) {
        if (failures[place] != null) {
            throw failures[place];
        }
    }

}
