package io.millrace.pattern;

/** A pattern that can't be run with the conditions and options given; the message says which part and why. */
public final class PatternCompileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to change */
    public PatternCompileException(String message) {
        super(message);
    }
}
