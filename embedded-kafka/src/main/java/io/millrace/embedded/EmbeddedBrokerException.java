package io.millrace.embedded;

/**
 * The broker could not start, or could not keep its data folder. The message names the port or the folder and what to
 * do about it; {@link #reason()} is for callers that answer each case in its own way, such as an exit code.
 */
public final class EmbeddedBrokerException extends RuntimeException {

    /** What went wrong, by what the operator has to change. */
    public enum Reason {
        /** The port is taken by another process, or may not be opened by this one. */
        PORT_UNAVAILABLE,
        /** The host is not an address of this machine. */
        HOST_UNUSABLE,
        /** The data folder can't be created, read or written, or holds something that is not a broker's data. */
        FOLDER_UNUSABLE,
        /** Another broker, in this process or another one, works on the data folder. */
        FOLDER_LOCKED,
        /** Kafka itself refused to start; the cause says why. */
        START_FAILED
    }

    private final Reason reason;

    EmbeddedBrokerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The kind of the failure. */
    public Reason reason() {
        return reason;
    }
}
