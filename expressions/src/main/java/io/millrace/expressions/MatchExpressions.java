package io.millrace.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.millrace.expressions.CelCompiler.Result;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Expressions over the variables of a pattern: {@code view.data.sku} of the last event taken, {@code view.first} and
 * {@code view.last}, and aggregates over all of them ({@code size(view)}, {@code sum(view.data.price)}), for which they
 * read the hidden variable {@link #allOf}. Thread-safe.
 */
public final class MatchExpressions {

    private final Set<String> patternVariables;
    private final CelCompiler compiler;

    private MatchExpressions(Map<String, CelType> fields, Collection<String> patternVariables) {
        this.patternVariables = Set.copyOf(patternVariables);
        var variables = new LinkedHashMap<>(fields);
        for (var variable : patternVariables) {
            variables.put(variable, CelCompiler.OBJECT);
            variables.put(allOf(variable), ListType.create(CelCompiler.OBJECT));
        }
        compiler = new CelCompiler(variables, new MatchAggregates(patternVariables).macros());
    }

    /** For the conditions of a pattern: the fields of the event at hand, and the pattern's variables. */
    public static MatchExpressions forConditions(Collection<String> patternVariables) {
        return new MatchExpressions(EventExpressions.variables(), patternVariables);
    }

    /** For the measures of a pattern: its variables, and key, start, end and duration of the match. */
    public static MatchExpressions forMeasures(Collection<String> patternVariables) {
        var variables = new LinkedHashMap<String, CelType>();
        variables.put("key", SimpleType.STRING);
        variables.put("start", SimpleType.TIMESTAMP);
        variables.put("end", SimpleType.TIMESTAMP);
        variables.put("duration_s", SimpleType.DOUBLE);
        variables.put("duration_ms", SimpleType.INT);
        return new MatchExpressions(variables, patternVariables);
    }

    /**
     * The name under which an expression asks for all events taken under a variable, as a list of objects that is empty
     * when there are none. No user can write it.
     */
    public static String allOf(String patternVariable) {
        return MatchAggregates.hidden(patternVariable);
    }

    /** The variable of which {@code name} asks for all events; empty when it does not. */
    public static Optional<String> variableOf(String name) {
        return MatchAggregates.variableOf(name);
    }

    /** A path of {@link Expression#paths} as expressions write it: {@code data.sku}, {@code data['first name']}. */
    public static String written(List<String> path) {
        return FieldPaths.written(path);
    }

    /**
     * A condition.
     *
     * @throws ExpressionException
     *             when it does not compile or can't be true or false
     */
    public Expression condition(String text) {
        return compiler.compile(text, checked(text), Result.CONDITION);
    }

    /**
     * Any value.
     *
     * @throws ExpressionException
     *             when it does not compile
     */
    public Expression value(String text) {
        return compiler.compile(text, checked(text), Result.ANY);
    }

    /**
     * An expression that of the pattern's variables uses only {@code variable}, and by paths only, as one over the fields
     * of the event that is about to be taken under it. Where {@code cart.data.sku} can be written {@code data.sku}, it
     * is equal to the expression that is written so.
     *
     * @throws ExpressionException
     *             when it does not compile
     */
    public Expression ofEvent(String text, String variable) {
        return OwnVariable.ofEvent(text, checked(text), variable).orElseGet(
                () -> new OwnVariable.Bound(value(text), variable));
    }

    /**
     * The two sides of an equality, as they are written; empty when {@code text} is none, or speaks of null, which
     * equality of values alone does not decide.
     */
    public Optional<Equality> equality(String text) {
        var tree = checked(text);
        var expr = tree.getExpr();
        boolean isEquality = expr.exprKind().getKind() == ExprKind.Kind.CALL && expr.call().function().equals("_==_");
        if (!isEquality || speaksOfNull(tree)) {
            return Optional.empty();
        }
        int at = text.offsetByCodePoints(0, tree.getSource().getPositionsMap().get(expr.id()));
        return text.startsWith("==", at)
                ? Optional.of(new Equality(text.substring(0, at).strip(), text.substring(at + 2).strip()))
                : Optional.empty();
    }

    /** {@code left == right}. */
    public record Equality(String left, String right) {}

    private CelAbstractSyntaxTree checked(String text) {
        var tree = compiler.checked(text);
        VariableRules.check(tree, patternVariables);
        return tree;
    }

    private static boolean speaksOfNull(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree).getRoot().allNodes().map(node -> node.expr()).anyMatch(
                MatchExpressions::isNull);
    }

    private static boolean isNull(CelExpr expr) {
        return expr.exprKind().getKind() == ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.NULL_VALUE;
    }

}
