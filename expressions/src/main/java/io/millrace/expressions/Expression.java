package io.millrace.expressions;

import java.util.List;
import java.util.Set;

/**
 * A compiled expression over named variables. Side-effect free, always terminating, thread-safe.
 *
 * <p>
 * Expressions of one kind of variables (all of {@link EventExpressions}, say) are equal when their texts are: whoever
 * evaluates many for one event can do so once for each distinct one.
 */
public interface Expression {

    /** The expression as written. */
    String text();

    /** The names of the variables that it uses. */
    Set<String> references();

    /**
     * The fields that it reads, each as the names on the way to it: {@code [data, total_amount]}, or {@code [data]} where
     * the object is used as a whole or a name in it is computed. None of them leads to a part of another. An aggregate
     * over a variable of a pattern is a path of one name, {@code [sum(view.data.price)]}.
     */
    Set<List<String>> paths();

    /**
     * The value for these variables, or null when a field that it needs is absent.
     *
     * @throws EvaluationException
     *             when it fails on these values
     */
    Object evaluate(Variables variables);

    /** Whether a condition holds; an absent field means that it does not. */
    default boolean test(Variables variables) {
        var value = evaluate(variables);
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            default -> throw new EvaluationException("'%s' must be true or false, not %s".formatted(text(), value));
        };
    }

    /**
     * The value as a number, or NaN when a field is absent.
     *
     * @throws EvaluationException
     *             when it is not a number
     */
    default double number(Variables variables) {
        var value = evaluate(variables);
        return switch (value) {
            case null -> Double.NaN;
            case Number number -> number.doubleValue();
            default -> throw new EvaluationException("'%s' must be a number, not '%s'".formatted(text(), value));
        };
    }

    /** The value as the text of a label ({@code 5}, {@code 2.5}, {@code true}); empty when a field is absent. */
    default String label(Variables variables) {
        var value = evaluate(variables);
        return switch (value) {
            case null -> "";
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
                Long.toString(number.longValue());
            default -> value.toString();
        };
    }

}
