package io.millrace.expressions;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.event.EventField;
import io.millrace.expressions.CelCompiler.Result;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Expressions over one event, whose fields are variables by their JSON names. Evaluate them with
 * {@link Variables#of(io.millrace.event.Event)}. Thread-safe.
 */
public final class EventExpressions {

    private static final CelCompiler COMPILER = new CelCompiler(variables());

    private EventExpressions() {}

    /**
     * A condition.
     *
     * @throws ExpressionException
     *             when it does not compile or can't be true or false
     */
    public static Expression condition(String text) {
        return COMPILER.compile(text, Result.CONDITION);
    }

    /**
     * A number.
     *
     * @throws ExpressionException
     *             when it does not compile or can't be a number
     */
    public static Expression number(String text) {
        return COMPILER.compile(text, Result.NUMBER);
    }

    /**
     * Any value, for labels and keys.
     *
     * @throws ExpressionException
     *             when it does not compile
     */
    public static Expression value(String text) {
        return COMPILER.compile(text, Result.ANY);
    }

    static Map<String, CelType> variables() {
        var variables = new LinkedHashMap<String, CelType>();
        for (var field : EventField.values()) {
            variables.put(field.jsonName(), switch (field) {
                case TIMESTAMP, RECEIVED_AT -> SimpleType.TIMESTAMP;
                case DATA, TAGS, METADATA, CONTEXT -> CelCompiler.OBJECT;
                case EVENT_ID, EVENT_TYPE, TENANT_ID, USER_ID, ANONYMOUS_ID, SESSION_ID, SOURCE,
                        SEGMENT ->
                    SimpleType.STRING;
            });
        }
        return variables;
    }

}
