package io.millrace.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import io.millrace.event.EventField;
import java.util.Set;

/** What expressions may not do with the variables of a pattern. */
final class VariableRules {

    private static final Set<String> ENDS = Set.of("first", "last");

    private final CelAbstractSyntaxTree tree;
    private final Set<String> variables;

    private VariableRules(CelAbstractSyntaxTree tree, Set<String> variables) {
        this.tree = tree;
        this.variables = variables;
    }

    /**
     * @throws ExpressionException
     *             when a loop takes the name of a variable, or a field is none of an event's
     */
    static void check(CelAbstractSyntaxTree tree, Set<String> variables) {
        var rules = new VariableRules(tree, variables);
        CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> rules.check(node.expr()));
    }

    private void check(CelExpr expr) {
        if (expr.exprKind().getKind() == ExprKind.Kind.COMPREHENSION) {
            var element = expr.comprehension().iterVar();
            if (variables.contains(element)) {
                throw refused(expr, "'%s' is a variable of the pattern; take another name here".formatted(element));
            }
        }
        var path = FieldPaths.path(expr);
        if (path.size() == 2 && variables.contains(path.getFirst()) && !isOfEvent(path.getLast())
                && !ENDS.contains(path.getLast())) {
            throw refused(expr, "an event has no field '%s'".formatted(path.getLast()));
        }
        if (path.size() == 3 && variables.contains(path.getFirst()) && ENDS.contains(path.get(1))
                && !isOfEvent(path.getLast())) {
            throw refused(expr, "an event has no field '%s'".formatted(path.getLast()));
        }
    }

    private static boolean isOfEvent(String name) {
        return EventField.named(name) != null;
    }

    private ExpressionException refused(CelExpr expr, String reason) {
        var place = tree.getSource().getOffsetLocation(tree.getSource().getPositionsMap().get(expr.id())).orElseThrow();
        return new ExpressionException(place.getLine(), place.getColumn() + 1, reason);
    }

}
