package io.millrace.standalone.client;

/** Something that sending again would not mend; the message says for people what and where. */
public class ClientException extends RuntimeException {

    public ClientException(String message) {
        super(message);
    }

    public ClientException(String message, Throwable cause) {
        super(message, cause);
    }

}
