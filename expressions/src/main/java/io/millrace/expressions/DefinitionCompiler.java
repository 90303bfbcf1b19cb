package io.millrace.expressions;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionKind;
import io.millrace.expressions.metric.MetricCompiler;
import io.millrace.expressions.pattern.BehaviourCompiler;
import io.millrace.expressions.rule.RuleCompiler;
import java.util.Optional;
import java.util.function.BiFunction;

/** Says whether a definition of any kind would run. Thread-safe. */
public final class DefinitionCompiler {

    private DefinitionCompiler() {}

    /**
     * Compiles the definition and forgets the result.
     *
     * @param known
     *            finds the metrics and patterns that a rule or a ratio may speak of
     * @throws DefinitionException
     *             with everything that is wrong with it
     */
    public static void check(DeclaredDefinition declared,
            BiFunction<DefinitionKind, String, Optional<? extends Definition>> known) {
        switch (declared.definition().kind()) {
            case METRIC -> MetricCompiler.check(declared, known);
            case PATTERN -> BehaviourCompiler.compile(declared, 1);
            case RULE -> RuleCompiler.compile(declared, 1, known);
        }
    }

}
