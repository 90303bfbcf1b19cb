package io.millrace.ingest.log;

/** The log did not take all of a request's events, or did not say so in time. */
public class NotAcknowledgedException extends RuntimeException {

    public NotAcknowledgedException(String reason, Throwable cause) {
        super(reason, cause);
    }

}
