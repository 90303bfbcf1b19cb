package io.millrace.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import io.millrace.event.EventField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A pattern variable's own name in its condition: the event at hand, so that {@code cart.data} is {@code data}. */
final class OwnVariable {

    private OwnVariable() {}

    /**
     * The expression without the variable's name; empty when that can't be, since the name stands there without a field
     * or a loop has the name of a field.
     */
    static Optional<Expression> ofEvent(String text, CelAbstractSyntaxTree tree, String variable) {
        var prefix = Pattern.compile(Pattern.quote(variable) + "\\s*\\.\\s*(?:(?:first|last)\\s*\\.\\s*)?(?=(\\w+))");
        var rest = new StringBuilder(text);
        var places = places(text, tree, variable);
        if (!places.isEmpty() && hasLoopOverFields(tree)) {
            return Optional.empty();
        }
        for (int at : places.descendingSet()) {
            var found = prefix.matcher(text).region(at, text.length());
            if (!found.lookingAt() || EventField.named(found.group(1)) == null) {
                return Optional.empty();
            }
            rest.delete(at, found.end());
        }
        return compiled(rest.toString());
    }

    private static TreeSet<Integer> places(String text, CelAbstractSyntaxTree tree, String variable) {
        var places = new TreeSet<Integer>();
        exprs(tree).stream().filter(expr -> expr.exprKind().getKind() == ExprKind.Kind.IDENT
                && expr.ident().name().equals(variable)).forEach(
                        expr -> places.add(
                                text.offsetByCodePoints(0, tree.getSource().getPositionsMap().get(expr.id()))));
        return places;
    }

    private static boolean hasLoopOverFields(CelAbstractSyntaxTree tree) {
        return exprs(tree).stream().filter(
                expr -> expr.exprKind().getKind() == ExprKind.Kind.COMPREHENSION).anyMatch(
                        expr -> EventField.named(expr.comprehension().iterVar()) != null);
    }

    private static List<CelExpr> exprs(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree).getRoot().allNodes().map(node -> node.expr()).toList();
    }

    private static Optional<Expression> compiled(String text) {
        try {
            return Optional.of(EventExpressions.value(text));
        } catch (ExpressionException _) {
            return Optional.empty(); // fields of an event have types where those of a variable have none
        }
    }

    /** An expression over the fields of an event that calls the event by a variable's name too. */
    record Bound(Expression expression, String variable) implements Expression {

        @Override
        public String text() {
            return expression.text();
        }

        @Override
        public Set<String> references() {
            return expression.references();
        }

        @Override
        public Set<List<String>> paths() {
            return expression.paths();
        }

        @Override
        public Object evaluate(Variables variables) {
            return expression.evaluate(name -> name.equals(variable) ? event(variables) : variables.get(name));
        }

        private static Map<String, Object> event(Variables variables) {
            var fields = new HashMap<String, Object>();
            for (var field : EventField.values()) {
                var value = variables.get(field.jsonName());
                if (value != null) {
                    fields.put(field.jsonName(), value);
                }
            }
            var event = new HashMap<>(fields);
            event.put("first", fields);
            event.put("last", fields);
            return event;
        }
    }

}
