package io.millrace.standalone.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;

/** Addresses of the services, and what to say when nobody is there. */
final class HttpAddress {

    private HttpAddress() {}

    /**
     * The address of {@code path} at a service.
     *
     * @throws ClientException
     *             when {@code service} is not an address of HTTP
     */
    static URI of(URI service, String path) {
        var scheme = service.getScheme();
        if (service.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new ClientException("an address must be like http://localhost:8081, not '%s'".formatted(service));
        }
        var text = service.toString().replaceAll("/+$", "");
        return URI.create(text.endsWith(path) ? text : text + path);
    }

    /** Why no answer came from {@code address}. */
    static String failure(URI address, IOException failure) {
        return switch (failure) {
            case HttpConnectTimeoutException _ -> "no connection to %s in time".formatted(address);
            case ConnectException _ -> "no connection to %s".formatted(address);
            case HttpTimeoutException _ -> "no answer from %s in time".formatted(address);
            default -> "the connection to %s was lost".formatted(address);
        };
    }

}
