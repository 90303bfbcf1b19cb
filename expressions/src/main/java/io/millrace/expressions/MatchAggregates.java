package io.millrace.expressions;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.runtime.CelFunctionBinding;
import io.millrace.event.EventField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code size(view)}, {@code sum(view.data.price)} and their like, over all events that a pattern variable has taken.
 * They are macros: {@code sum(view.data.price)} becomes a call of {@code @sum} with the hidden variable {@code @all:view},
 * which lists the events, and the path {@code ['data', 'price']}. What is no path from a variable of the pattern is
 * refused when compiled. Immutable and thread-safe.
 */
final class MatchAggregates {

    private static final String SIZE = "size";
    private static final String EVENTS = "@all:";
    private static final String FUNCTION = "@";

    private final List<String> variables;

    /** For the variables of one pattern. */
    MatchAggregates(Collection<String> variables) {
        this.variables = List.copyOf(variables);
    }

    static Stream<CelFunctionDecl> declarations() {
        var events = ListType.create(CelCompiler.OBJECT);
        return Arrays.stream(PathFunction.values()).map(
                function -> CelFunctionDecl.newFunctionDeclaration(FUNCTION + function.label(),
                        CelOverloadDecl.newGlobalOverload(overload(function),
                                function == PathFunction.COUNT ? SimpleType.INT : SimpleType.DYN, events,
                                ListType.create(SimpleType.STRING))));
    }

    @SuppressWarnings("unchecked")
    static Stream<CelFunctionBinding> bindings() {
        return Arrays.stream(PathFunction.values()).map(
                function -> CelFunctionBinding.from(overload(function), List.class, List.class,
                        (events, path) -> function.of((List<?>) events, (List<String>) path)));
    }

    private static String overload(PathFunction function) {
        return function.label() + "_of_events";
    }

    /** What the hidden variable of a pattern variable is called. */
    static String hidden(String variable) {
        return EVENTS + variable;
    }

    /** The pattern variable of a hidden one; empty when {@code name} is none. */
    static Optional<String> variableOf(String name) {
        return name.startsWith(EVENTS) ? Optional.of(name.substring(EVENTS.length())) : Optional.empty();
    }

    /** An aggregate as it is written, {@code sum(view.data.price)}, when that is what was made of it. */
    static Optional<String> written(CelExpr expr) {
        if (expr.exprKind().getKind() != ExprKind.Kind.CALL || expr.call().args().isEmpty()) {
            return Optional.empty();
        }
        var events = expr.call().args().getFirst();
        if (events.exprKind().getKind() != ExprKind.Kind.IDENT || !events.ident().name().startsWith(EVENTS)) {
            return Optional.empty();
        }
        var path = new ArrayList<>(List.of(events.ident().name().substring(EVENTS.length())));
        if (expr.call().args().size() > 1) {
            expr.call().args().get(1).list().elements().forEach(name -> path.add(name.constant().stringValue()));
        }
        return Optional.of(
                "%s(%s)".formatted(expr.call().function().replaceFirst(FUNCTION, ""), FieldPaths.written(path)));
    }

    List<CelMacro> macros() {
        var macros = new ArrayList<CelMacro>();
        macros.add(CelMacro.newGlobalMacro(SIZE, 1, (factory, _, arguments) -> size(factory, arguments.getFirst())));
        macros.add(CelMacro.newReceiverMacro(SIZE, 0, (factory, target, _) -> size(factory, target)));
        for (var function : PathFunction.values()) {
            macros.add(CelMacro.newGlobalMacro(function.label(), 1,
                    (factory, _, arguments) -> Optional.of(call(factory, function, arguments))));
        }
        return macros;
    }

    /** The number of events taken, when it is the size of a variable. */
    private Optional<CelExpr> size(CelMacroExprFactory factory, CelExpr of) {
        return of.exprKind().getKind() == ExprKind.Kind.IDENT && variables.contains(of.ident().name())
                ? Optional.of(factory.newGlobalCall(SIZE, factory.newIdentifier(hidden(of.ident().name()))))
                : Optional.empty();
    }

    private CelExpr call(CelMacroExprFactory factory, PathFunction function, ImmutableList<CelExpr> arguments) {
        var argument = arguments.getFirst();
        var path = FieldPaths.path(argument);
        var refusal = refusal(function, path);
        if (refusal.isPresent()) {
            return factory.reportError(
                    CelIssue.formatError(factory.getSourceLocation(start(argument)), refusal.get()));
        }
        var names = path.subList(1, path.size()).stream().map(factory::newStringLiteral).toList();
        return factory.newGlobalCall(FUNCTION + function.label(), factory.newIdentifier(hidden(path.getFirst())),
                factory.newList(names));
    }

    /** Why there is no such aggregate. */
    private Optional<String> refusal(PathFunction function, List<String> path) {
        if (path.size() < 2) {
            return Optional.of("%1$s takes a field of a variable, such as %1$s(%2$s.data.price)".formatted(
                    function.label(), variables.isEmpty() ? "view" : variables.getFirst()));
        }
        if (!variables.contains(path.getFirst())) {
            return Optional.of("'%s' is not a variable of the pattern, only %s".formatted(path.getFirst(),
                    String.join(", ", variables)));
        }
        var field = EventField.named(path.get(1));
        if (field == null) {
            return Optional.of("an event has no field '%s'".formatted(path.get(1)));
        }
        return function.isOfNumbers() && (!field.isObject() || path.size() == 2)
                ? Optional.of("%s is never a number".formatted(FieldPaths.written(path)))
                : Optional.empty();
    }

    /** The beginning of a path; its own place is its last dot. */
    private static CelExpr start(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case SELECT -> start(expr.select().operand());
            case CALL -> expr.call().target().map(MatchAggregates::start).orElse(expr);
            case CONSTANT, IDENT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> expr;
        };
    }

}
