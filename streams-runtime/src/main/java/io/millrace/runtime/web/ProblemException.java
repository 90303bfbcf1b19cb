package io.millrace.runtime.web;

import org.springframework.http.HttpStatus;

/** A request that can't be answered, with the HTTP status and the reason for people. */
public class ProblemException extends RuntimeException {

    private final HttpStatus status;

    public ProblemException(HttpStatus status, String reason) {
        super(reason);
        this.status = status;
    }

    /** The HTTP status of the answer. */
    public HttpStatus status() {
        return status;
    }

}
