package io.millrace.expressions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import io.millrace.expressions.AccessClosures.Has;
import io.millrace.expressions.AccessClosures.Index;
import io.millrace.expressions.AccessClosures.ListOf;
import io.millrace.expressions.AccessClosures.MapOf;
import io.millrace.expressions.AccessClosures.Select;
import io.millrace.expressions.AccessClosures.Variable;
import io.millrace.expressions.ArithmeticClosures.Arithmetic;
import io.millrace.expressions.ArithmeticClosures.Operator;
import io.millrace.expressions.CallClosures.Call;
import io.millrace.expressions.CallClosures.Matches;
import io.millrace.expressions.CallClosures.TextTest;
import io.millrace.expressions.Closure.Constant;
import io.millrace.expressions.CompareClosures.Equal;
import io.millrace.expressions.CompareClosures.In;
import io.millrace.expressions.CompareClosures.InTexts;
import io.millrace.expressions.CompareClosures.Order;
import io.millrace.expressions.CompareClosures.Ordered;
import io.millrace.expressions.LogicClosures.Conditional;
import io.millrace.expressions.LogicClosures.Connective;
import io.millrace.expressions.LogicClosures.Not;
import io.millrace.expressions.LogicClosures.NotStrictlyFalse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles a checked CEL expression to closures, which give the same outcome as CEL's own runtime in a fraction of its
 * time.
 *
 * <p>
 * Outside its subset are the macros {@code map} and {@code filter}, types as values, and messages. Not thread-safe: one
 * instance compiles one expression.
 */
final class ClosureCompiler {

    private final CelAbstractSyntaxTree tree;
    private boolean complete = true;

    private ClosureCompiler(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /** The expression as a closure, or empty when a part of it is outside the subset. */
    static Optional<Closure> compile(CelAbstractSyntaxTree tree) {
        var compiler = new ClosureCompiler(tree);
        var closure = compiler.closure(tree.getExpr());
        return compiler.complete ? Optional.of(closure) : Optional.empty();
    }

    private Closure closure(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case CONSTANT -> constant(expr.constant());
            case IDENT -> variable(expr);
            case SELECT -> select(expr, expr.select());
            case CALL -> call(expr, expr.call());
            case LIST -> list(expr.list());
            case MAP -> map(expr.map());
            case COMPREHENSION -> loop(expr.comprehension());
            case STRUCT, NOT_SET -> outside();
        };
    }

    private Closure outside() {
        complete = false;
        return new Constant(Undefined.UNKNOWN);
    }

    private Closure constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case NULL_VALUE -> new Constant(constant.nullValue());
            case BOOLEAN_VALUE -> new Constant(constant.booleanValue());
            case INT64_VALUE -> new Constant(constant.int64Value());
            case UINT64_VALUE -> new Constant(constant.uint64Value());
            case DOUBLE_VALUE -> new Constant(constant.doubleValue());
            case STRING_VALUE -> new Constant(constant.stringValue());
            case BYTES_VALUE -> new Constant(constant.bytesValue());
            case DURATION_VALUE, TIMESTAMP_VALUE, NOT_SET -> outside();
        };
    }

    private Closure variable(CelExpr expr) {
        boolean isType = tree.getTypeOrThrow(expr.id()).kind() == CelKind.TYPE;
        var name = tree.getReference(expr.id()).filter(reference -> reference.value().isEmpty()).map(
                CelReference::name).filter(found -> !found.startsWith("."));
        return isType || name.isEmpty() ? outside() : new Variable(name.get());
    }

    private Closure select(CelExpr expr, CelSelect select) {
        if (tree.getReference(expr.id()).isPresent()) {
            return outside();
        }
        var operand = closure(select.operand());
        return select.testOnly() ? new Has(operand, select.field()) : new Select(operand, select.field());
    }

    private Closure list(CelExpr.CelList list) {
        if (!list.optionalIndices().isEmpty()) {
            return outside();
        }
        return folded(new ListOf(closures(list.elements())), closures(list.elements()));
    }

    private Closure map(CelExpr.CelMap map) {
        if (map.entries().stream().anyMatch(CelExpr.CelMap.Entry::optionalEntry)) {
            return outside();
        }
        var keys = closures(map.entries().stream().map(CelExpr.CelMap.Entry::key).toList());
        var values = closures(map.entries().stream().map(CelExpr.CelMap.Entry::value).toList());
        var parts = new ArrayList<>(keys);
        parts.addAll(values);
        return folded(new MapOf(keys, values), parts);
    }

    private Closure loop(CelComprehension loop) {
        var start = loop.accuInit().exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                ? constant(loop.accuInit().constant())
                : outside();
        if (!loop.iterVar2().isEmpty()) {
            return outside();
        }
        return new LoopClosure(closure(loop.iterRange()), loop.iterVar(), loop.accuVar(), start.of(_ -> null),
                closure(loop.loopCondition()), closure(loop.loopStep()), closure(loop.result()));
    }

    private Closure call(CelExpr expr, CelCall call) {
        var overloads = new Overloads(call.function(), tree.getReferenceOrThrow(expr.id()).overloadIds());
        var arguments = new ArrayList<Closure>();
        call.target().ifPresent(target -> arguments.add(closure(target)));
        arguments.addAll(closures(call.args()));
        return switch (call.function()) {
            case "_&&_" -> new Connective(arguments.get(0), arguments.get(1), false);
            case "_||_" -> new Connective(arguments.get(0), arguments.get(1), true);
            case "_?_:_" -> new Conditional(arguments.get(0), arguments.get(1), arguments.get(2));
            case "@not_strictly_false" -> new NotStrictlyFalse(arguments.getFirst());
            case "type" -> outside();
            default -> overloads.areCallable() ? strictCall(call.function(), arguments, overloads) : outside();
        };
    }

    private static Closure strictCall(String function, List<Closure> arguments, Overloads overloads) {
        return arguments.size() == 2
                ? binary(function, arguments.get(0), arguments.get(1), overloads)
                : function.equals("!_") ? new Not(arguments.getFirst(), overloads) : general(arguments, overloads);
    }

    private static Closure binary(String function, Closure first, Closure second, Overloads overloads) {
        return switch (function) {
            case "_==_" -> new Equal(first, second, true);
            case "_!=_" -> new Equal(first, second, false);
            case "_<_" -> new Ordered(Order.LESS, first, second, overloads);
            case "_<=_" -> new Ordered(Order.LESS_EQUALS, first, second, overloads);
            case "_>_" -> new Ordered(Order.GREATER, first, second, overloads);
            case "_>=_" -> new Ordered(Order.GREATER_EQUALS, first, second, overloads);
            case "_+_" -> new Arithmetic(Operator.ADD, first, second, overloads);
            case "_-_" -> new Arithmetic(Operator.SUBTRACT, first, second, overloads);
            case "_*_" -> new Arithmetic(Operator.MULTIPLY, first, second, overloads);
            case "_/_" -> new Arithmetic(Operator.DIVIDE, first, second, overloads);
            case "_[_]" -> new Index(first, second, overloads);
            case "@in" -> in(first, second, overloads);
            case "startsWith" -> new TextTest(first, second, String::startsWith, overloads);
            case "endsWith" -> new TextTest(first, second, String::endsWith, overloads);
            case "contains" -> new TextTest(first, second, String::contains, overloads);
            case "matches" -> matches(first, second, overloads);
            default -> general(List.of(first, second), overloads);
        };
    }

    private static Closure in(Closure value, Closure container, Overloads overloads) {
        boolean ofTexts = container instanceof Constant(List<?> list)
                && list.stream().allMatch(String.class::isInstance);
        return ofTexts
                ? new InTexts(value, (List<?>) ((Constant) container).value(), overloads)
                : new In(value, container, overloads);
    }

    private static Closure matches(Closure text, Closure pattern, Overloads overloads) {
        if (pattern instanceof Constant(String constant)) {
            try {
                return new Matches(text, Pattern.compile(constant), overloads);
            } catch (PatternSyntaxException _) {
                return general(List.of(text, pattern), overloads); // fails on each event, as CEL has it
            }
        }
        return general(List.of(text, pattern), overloads);
    }

    private static Closure general(List<Closure> arguments, Overloads overloads) {
        return folded(new Call(List.copyOf(arguments), overloads), arguments);
    }

    /** The value of a closure over constants, unless it is an error. */
    private static Closure folded(Closure closure, List<Closure> parts) {
        if (!parts.stream().allMatch(Constant.class::isInstance)) {
            return closure;
        }
        var value = closure.of(_ -> null);
        return value instanceof Undefined ? closure : new Constant(value);
    }

    private List<Closure> closures(List<CelExpr> exprs) {
        return exprs.stream().map(this::closure).toList();
    }

}
