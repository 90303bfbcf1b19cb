package io.millrace.expressions;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the field paths that an expression reads; an aggregate over a variable of a pattern is a path of one name, as it
 * is written. Not thread-safe: one instance looks at one expression.
 */
final class FieldPaths {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Set<List<String>> found = new HashSet<>();

    private FieldPaths() {}

    /** The paths that {@code expr} reads, as far as they are constant; none is a part of another. */
    static Set<List<String>> of(CelExpr expr) {
        var paths = new FieldPaths();
        paths.visit(expr, Set.of());
        var all = paths.found;
        return all.stream().filter(path -> all.stream().noneMatch(
                other -> other.size() < path.size() && path.subList(0, other.size()).equals(other))).collect(
                        Collectors.toUnmodifiableSet());
    }

    /** The names of a plain field access such as {@code data.sku} or {@code data['sku']}; empty for anything else. */
    static List<String> path(CelExpr expr) {
        var names = new ArrayList<String>();
        var at = expr;
        while (true) {
            switch (at.exprKind().getKind()) {
                case IDENT -> {
                    names.addFirst(at.ident().name());
                    return names;
                }
                case SELECT -> {
                    names.addFirst(at.select().field());
                    at = at.select().operand();
                }
                case CALL -> {
                    if (!isConstantIndex(at)) {
                        return List.of();
                    }
                    names.addFirst(at.call().args().get(1).constant().stringValue());
                    at = at.call().args().getFirst();
                }
                default -> {
                    return List.of();
                }
            }
        }
    }

    private static boolean isConstantIndex(CelExpr expr) {
        return expr.call().function().equals("_[_]")
                && expr.call().args().get(1).exprKind().getKind() == ExprKind.Kind.CONSTANT
                && expr.call().args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    /** A path as expressions write it: {@code data.sku}, {@code data['first name']}. */
    static String written(List<String> path) {
        var text = new StringBuilder(path.getFirst());
        for (var name : path.subList(1, path.size())) {
            if (NAME.matcher(name).matches()) {
                text.append('.').append(name);
            } else {
                text.append("['").append(name.replace("\\", "\\\\").replace("'", "\\'")).append("']");
            }
        }
        return text.toString();
    }

    private void visit(CelExpr expr, Set<String> loopVariables) {
        var aggregate = MatchAggregates.written(expr);
        if (aggregate.isPresent()) {
            found.add(List.of(aggregate.get()));
            return;
        }
        var path = path(expr);
        if (!path.isEmpty()) {
            if (!loopVariables.contains(path.getFirst())) {
                found.add(path);
            }
            return;
        }
        switch (expr.exprKind().getKind()) {
            case SELECT -> visit(expr.select().operand(), loopVariables);
            case CALL -> {
                expr.call().target().ifPresent(target -> visit(target, loopVariables));
                expr.call().args().forEach(argument -> visit(argument, loopVariables));
            }
            case LIST -> expr.list().elements().forEach(element -> visit(element, loopVariables));
            case MAP -> expr.map().entries().forEach(entry -> {
                visit(entry.key(), loopVariables);
                visit(entry.value(), loopVariables);
            });
            case STRUCT -> expr.struct().entries().forEach(entry -> visit(entry.value(), loopVariables));
            case COMPREHENSION -> visitLoop(expr.comprehension(), loopVariables);
            case CONSTANT, IDENT, NOT_SET -> {
            }
        }
    }

    private void visitLoop(CelExpr.CelComprehension loop, Set<String> outer) {
        var inner = new HashSet<>(outer);
        inner.addAll(List.of(loop.iterVar(), loop.iterVar2(), loop.accuVar()));
        visit(loop.iterRange(), outer);
        visit(loop.accuInit(), outer);
        visit(loop.loopCondition(), inner);
        visit(loop.loopStep(), inner);
        visit(loop.result(), inner);
    }

}
