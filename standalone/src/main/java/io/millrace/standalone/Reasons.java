package io.millrace.standalone;

import io.millrace.embedded.EmbeddedBrokerException;
import io.millrace.standalone.client.ClientException;
import org.springframework.boot.web.server.PortInUseException;

/** Tells people why something failed. */
final class Reasons {

    private Reasons() {}

    /**
     * The message of the first failure in the chain of causes that is written for people, or else of the innermost,
     * which is the one that names the cause.
     */
    static String of(Throwable failure) {
        var cause = failure;
        while (!isForPeople(cause) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static boolean isForPeople(Throwable failure) {
        return switch (failure) {
            case StandaloneException _,ClientException _,EmbeddedBrokerException _,PortInUseException _ -> true;
            default -> false;
        };
    }

}
