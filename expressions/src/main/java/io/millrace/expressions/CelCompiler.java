package io.millrace.expressions;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiles CEL for one set of variables.
 *
 * <p>
 * Beyond standard CEL, arithmetic and comparison mix whole and decimal numbers, since JSON does not tell them apart:
 * {@code data.price * data.quantity}. Thread-safe.
 */
final class CelCompiler {

    /** What an expression must give. */
    enum Result {

        CONDITION("true or false", EnumSet.of(CelKind.BOOL, CelKind.DYN)),
        NUMBER("a number", EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.DYN)),
        ANY("a value", EnumSet.allOf(CelKind.class));

        private final String wanted;
        private final Set<CelKind> kinds;

        Result(String wanted, Set<CelKind> kinds) {
            this.wanted = wanted;
            this.kinds = kinds;
        }

    }

    static final CelType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private final Cel cel;

    CelCompiler(Map<String, CelType> variables) {
        this(variables, List.of());
    }

    /** With macros beyond the standard ones. */
    CelCompiler(Map<String, CelType> variables, List<CelMacro> macros) {
        var builder = CelFactory.standardCelBuilder().setOptions(Overloads.options()).setStandardMacros(
                CelStandardMacro.STANDARD_MACROS);
        variables.forEach(builder::addVar);
        MixedArithmetic.declarations().forEach(builder::addFunctionDeclarations);
        MixedArithmetic.bindings().forEach(builder::addFunctionBindings);
        MatchAggregates.declarations().forEach(builder::addFunctionDeclarations);
        MatchAggregates.bindings().forEach(builder::addFunctionBindings);
        builder.addMacros(macros);
        cel = builder.build();
    }

    /**
     * Compiles {@code text}.
     *
     * @throws ExpressionException
     *             when it does not compile or gives something else than {@code result}
     */
    Expression compile(String text, Result result) {
        return compile(text, checked(text), result);
    }

    /** Compiles {@code text} that was checked to {@code tree}. */
    Expression compile(String text, CelAbstractSyntaxTree tree, Result result) {
        var type = tree.getResultType();
        if (!result.kinds.contains(type.kind())) {
            throw new ExpressionException(1, 1, "must be %s, not %s".formatted(result.wanted, type.name()));
        }
        return new CompiledExpression(text, this, references(tree), FieldPaths.of(tree.getExpr()),
                evaluator(text, tree));
    }

    private Evaluator evaluator(String text, CelAbstractSyntaxTree tree) {
        var path = path(tree.getExpr());
        if (!path.isEmpty()) {
            return new PathEvaluator(text, path);
        }
        return closure(text, tree).orElseGet(() -> program(text, tree));
    }

    /** The quick way to evaluate an expression, if there is one. */
    static Optional<Evaluator> closure(String text, CelAbstractSyntaxTree tree) {
        return ClosureCompiler.compile(tree).map(closure -> new ClosureEvaluator(text, closure));
    }

    /** The way of CEL's own runtime to evaluate an expression. */
    Evaluator program(String text, CelAbstractSyntaxTree tree) {
        try {
            return new CelEvaluator(text, cel.createProgram(tree));
        } catch (CelEvaluationException e) {
            throw new ExpressionException(1, 1, e.getMessage());
        }
    }

    /**
     * Parses {@code text} and checks its types.
     *
     * @throws ExpressionException
     *             when it is wrong
     */
    CelAbstractSyntaxTree checked(String text) {
        try {
            return cel.compile(text).getAst();
        } catch (CelValidationException e) {
            var issue = e.getErrors().getFirst();
            var at = issue.getSourceLocation();
            throw new ExpressionException(Math.max(1, at.getLine()), Math.max(1, at.getColumn() + 1),
                    readable(issue.getMessage()));
        }
    }

    private static Set<String> references(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree).getRoot().allNodes().filter(
                node -> node.getKind() == ExprKind.Kind.IDENT).map(node -> node.expr().ident().name()).collect(
                        Collectors.toUnmodifiableSet());
    }

    /** The names of a plain field access such as {@code data.sku}, or empty for anything else. */
    private static List<String> path(CelExpr expr) {
        var names = new ArrayList<String>();
        var at = expr;
        while (at.exprKind().getKind() == ExprKind.Kind.SELECT && !at.select().testOnly()) {
            names.addFirst(at.select().field());
            at = at.select().operand();
        }
        if (at.exprKind().getKind() != ExprKind.Kind.IDENT) {
            return List.of();
        }
        names.addFirst(at.ident().name());
        return names;
    }

    private static String readable(String message) {
        return message.replace(" (in container '')", "");
    }

}
