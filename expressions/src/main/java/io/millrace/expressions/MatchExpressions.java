package io.millrace.expressions;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.expressions.CelCompiler.Result;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Expressions over the variables of a pattern. Thread-safe. */
public final class MatchExpressions {

    private final CelCompiler compiler;

    private MatchExpressions(Map<String, CelType> variables) {
        compiler = new CelCompiler(variables);
    }

    /** For the conditions of a pattern: the fields of the event at hand, and the pattern's variables. */
    public static MatchExpressions forConditions(Collection<String> patternVariables) {
        return with(EventExpressions.variables(), patternVariables);
    }

    /** For the measures of a pattern: its variables, and key, start, end and duration of the match. */
    public static MatchExpressions forMeasures(Collection<String> patternVariables) {
        var variables = new LinkedHashMap<String, CelType>();
        variables.put("key", SimpleType.STRING);
        variables.put("start", SimpleType.TIMESTAMP);
        variables.put("end", SimpleType.TIMESTAMP);
        variables.put("duration_s", SimpleType.DOUBLE);
        variables.put("duration_ms", SimpleType.INT);
        return with(variables, patternVariables);
    }

    /**
     * A condition.
     *
     * @throws ExpressionException
     *             when it does not compile or can't be true or false
     */
    public Expression condition(String text) {
        return compiler.compile(text, Result.CONDITION);
    }

    /**
     * Any value.
     *
     * @throws ExpressionException
     *             when it does not compile
     */
    public Expression value(String text) {
        return compiler.compile(text, Result.ANY);
    }

    private static MatchExpressions with(Map<String, CelType> fields, Collection<String> patternVariables) {
        var variables = new LinkedHashMap<>(fields);
        patternVariables.forEach(variable -> variables.put(variable, CelCompiler.OBJECT));
        return new MatchExpressions(variables);
    }

}
