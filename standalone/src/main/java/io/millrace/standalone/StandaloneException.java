package io.millrace.standalone;

/** A standalone instance that can't run, with the reason for people. */
public class StandaloneException extends RuntimeException {

    public StandaloneException(String reason) {
        super(reason);
    }

    public StandaloneException(String reason, Throwable cause) {
        super(reason, cause);
    }

}
