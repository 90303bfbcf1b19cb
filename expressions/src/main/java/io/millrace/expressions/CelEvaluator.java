package io.millrace.expressions;

import dev.cel.common.CelErrorCode;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import java.util.Optional;

/** An expression that CEL's own runtime evaluates; what the others are measured against. */
record CelEvaluator(String text, CelRuntime.Program program) implements Evaluator {

    @Override
    public Object evaluate(Variables variables) {
        CelVariableResolver resolver = name -> Optional.ofNullable(variables.get(name));
        try {
            var value = program.eval(resolver);
            return value instanceof NullValue || value instanceof CelUnknownSet ? null : value;
        } catch (CelEvaluationException e) {
            if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
                return null;
            }
            throw new EvaluationException("'%s': %s".formatted(text, e.getMessage()));
        }
    }

}
