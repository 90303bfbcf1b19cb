package io.millrace.expressions;

import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The overloads that a call may take, after CEL's checker: CEL's own functions, our arithmetic over mixed numbers, and
 * the aggregates of patterns.
 * The one whose parameters take the arguments is called, as CEL's runtime does. Closures come here for everything that
 * they have no shorter way for. Immutable and thread-safe.
 */
final class Overloads {

    /** The equality of CEL: numbers by value whatever their type, objects and lists by their parts. */
    static final RuntimeEquality EQUALITY = RuntimeEquality.create(RuntimeHelpers.create(), options());

    private static final Map<String, CelFunctionBinding> BINDINGS = Stream.of(
            CelStandardFunctions.newBuilder().build().newFunctionBindings(EQUALITY, options()).stream(),
            MixedArithmetic.bindings(), MatchAggregates.bindings()).flatMap(Function.identity()).collect(
                    Collectors.toUnmodifiableMap(CelFunctionBinding::getOverloadId, Function.identity()));

    private final String function;
    private final List<String> ids;
    private final CelFunctionBinding[] candidates;

    /** The overloads of these ids. */
    Overloads(String function, List<String> ids) {
        this.function = function;
        this.ids = ids;
        candidates = ids.stream().map(BINDINGS::get).filter(Objects::nonNull).toArray(CelFunctionBinding[]::new);
    }

    /** How expressions are checked and evaluated. */
    static CelOptions options() {
        return CelOptions.current().enableHeterogeneousNumericComparisons(true).evaluateCanonicalTypesToNativeValues(
                true).build();
    }

    /** Whether an overload of that id is among them. */
    boolean include(String id) {
        return ids.contains(id);
    }

    /** Whether all of them can be called here: known, and strict in their arguments. */
    boolean areCallable() {
        return candidates.length > 0 && Arrays.stream(candidates).allMatch(CelFunctionBinding::isStrict);
    }

    /** The outcome for two arguments, which may be undefined. */
    Object call(Object first, Object second) {
        var undefined = Undefined.among(first, second);
        return undefined == null ? dispatch(first, second) : undefined;
    }

    /** The outcome for one argument, which may be undefined. */
    Object call(Object argument) {
        return argument instanceof Undefined ? argument : dispatch(argument);
    }

    /** The outcome for defined arguments. */
    Object dispatch(Object... arguments) {
        CelFunctionBinding match = null;
        for (var candidate : candidates) {
            if (CelFunctionOverload.canHandle(arguments, candidate.getArgTypes(), true)) {
                if (match != null) {
                    return Undefined.failure(() -> "ambiguous overloads of " + function);
                }
                match = candidate;
            }
        }
        return match == null ? noOverload(arguments) : apply(match, arguments);
    }

    private Object apply(CelFunctionBinding binding, Object[] arguments) {
        try {
            var value = binding.getDefinition().apply(arguments);
            return value == null ? Undefined.failure(() -> function + " gives null") : value;
        } catch (CelRuntimeException e) {
            return undefined(e.getErrorCode(), e);
        } catch (CelEvaluationException e) {
            return undefined(e.getErrorCode(), e);
        } catch (RuntimeException e) { // to CEL, whatever a function throws is an error of the expression
            return undefined(CelErrorCode.INTERNAL_ERROR, e);
        }
    }

    private Undefined undefined(CelErrorCode code, Throwable thrown) {
        return code == CelErrorCode.ATTRIBUTE_NOT_FOUND
                ? Undefined.NOT_FOUND
                : Undefined.failure(() -> function + ": " + thrown.getMessage());
    }

    private Undefined noOverload(Object[] arguments) {
        return Undefined.failure(() -> "No matching overload for function '%s' and (%s)".formatted(function,
                Arrays.stream(arguments).map(argument -> argument.getClass().getSimpleName()).collect(
                        Collectors.joining(", "))));
    }

}
