package io.millrace.expressions;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/** {@code + - * /} between a whole and a decimal number, which standard CEL lacks and JSON does not tell apart. */
final class MixedArithmetic {

    private static final Map<String, DoubleBinaryOperator> OPERATORS = Map.of("_+_", Double::sum, "_-_",
            (a, b) -> a - b, "_*_", (a, b) -> a * b, "_/_", (a, b) -> a / b);

    private MixedArithmetic() {}

    static Stream<CelFunctionDecl> declarations() {
        return OPERATORS.keySet().stream().map(operator -> CelFunctionDecl.newFunctionDeclaration(operator,
                CelOverloadDecl.newGlobalOverload(doubleInt(operator), SimpleType.DOUBLE, SimpleType.DOUBLE,
                        SimpleType.INT),
                CelOverloadDecl.newGlobalOverload(intDouble(operator), SimpleType.DOUBLE, SimpleType.INT,
                        SimpleType.DOUBLE)));
    }

    static Stream<CelFunctionBinding> bindings() {
        return OPERATORS.entrySet().stream().flatMap(entry -> Stream.of(
                CelFunctionBinding.from(doubleInt(entry.getKey()), Double.class, Long.class,
                        (a, b) -> entry.getValue().applyAsDouble(a, b)),
                CelFunctionBinding.from(intDouble(entry.getKey()), Long.class, Double.class,
                        (a, b) -> entry.getValue().applyAsDouble(a, b))));
    }

    /** The id of the operator's overload for a decimal and a whole number. */
    static String doubleInt(String operator) {
        return "mixed" + operator.charAt(1) + "_double_int";
    }

    /** The id of the operator's overload for a whole and a decimal number. */
    static String intDouble(String operator) {
        return "mixed" + operator.charAt(1) + "_int_double";
    }

}
