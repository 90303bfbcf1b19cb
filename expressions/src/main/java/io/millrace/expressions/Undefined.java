package io.millrace.expressions;

import java.util.function.Supplier;

/**
 * What stands in place of a value where there is none. CEL knows two kinds, and its operators treat them differently: an
 * <em>unknown</em> (a variable that is not there, a field that is null) and an <em>error</em> (a field that its object
 * lacks, and everything that went wrong). An error in an argument wins over an unknown; of two sides of {@code &&} and
 * {@code ||} an unknown wins over an error.
 */
final class Undefined {

    /** A variable that is not there, or a field that is null. */
    static final Undefined UNKNOWN = new Undefined(null);

    /** A field that its object lacks; an error to the operators, but not a failure of the expression. */
    static final Undefined NOT_FOUND = new Undefined(null);

    private final Supplier<String> reason;

    private Undefined(Supplier<String> reason) {
        this.reason = reason;
    }

    /** An error that makes the expression fail unless an operator absorbs it. */
    static Undefined failure(Supplier<String> reason) {
        return new Undefined(reason);
    }

    /** Whether the expression fails when this is its outcome; else it just has no value. */
    boolean isFailure() {
        return reason != null;
    }

    /** Why it failed. */
    String reason() {
        return reason.get();
    }

    /** The outcome of a call with these arguments when one of them is undefined: the first error, else unknown; else null. */
    static Undefined among(Object first, Object second) {
        if (first instanceof Undefined undefined && undefined != UNKNOWN) {
            return undefined;
        }
        if (second instanceof Undefined undefined && undefined != UNKNOWN) {
            return undefined;
        }
        return first == UNKNOWN || second == UNKNOWN ? UNKNOWN : null;
    }

}
