package io.millrace.runtime.streams;

import io.millrace.runtime.MillraceProperties;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * This instance of a service, as others see it.
 *
 * @param id
 *            stable across restarts
 * @param host
 *            name or address by which other services reach it
 * @param port
 *            its HTTP port
 */
public record Instance(String id, String host, int port) {

    /** {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }

    static Instance of(MillraceProperties properties, int port) {
        if (port <= 0) {
            throw new IllegalArgumentException(
                    "server.port (%d) must be a fixed port: other services are told it".formatted(port));
        }
        var host = properties.host().isBlank() ? ownName() : properties.host();
        var id = properties.instanceId().isBlank() ? host + "-" + port : properties.instanceId();
        return new Instance(id.replaceAll("[^A-Za-z0-9._-]", "-"), host, port);
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("millrace.host is not set and this machine's name is unknown", e);
        }
    }

}
