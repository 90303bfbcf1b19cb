package io.millrace.expressions;

/** An expression that failed on one event: a wrong type, a division by zero. An absent field is not a failure. */
public class EvaluationException extends RuntimeException {

    public EvaluationException(String message) {
        super(message, null, false, false);
    }

}
