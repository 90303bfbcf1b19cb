package io.millrace.embedded;

import io.millrace.embedded.EmbeddedBrokerException.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.network.Selectable;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two ports of a broker, bound before anything else happens: a free port found this way can't be lost to another
 * process before Kafka uses it, and a taken one is known before the data folder is touched.
 */
final class BoundPorts implements ServerSocketFactory, AutoCloseable {

    static final String CLIENT_LISTENER = "PLAINTEXT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final Logger LOG = LoggerFactory.getLogger(BoundPorts.class);
    private static final int BACKLOG = 50;

    private final int clientPort;
    private final int controllerPort;
    private final Map<String, ServerSocketChannel> unclaimed = new ConcurrentHashMap<>();

    private BoundPorts(ServerSocketChannel client, ServerSocketChannel controller) {
        clientPort = client.socket().getLocalPort();
        controllerPort = controller.socket().getLocalPort();
        unclaimed.put(CLIENT_LISTENER, client);
        unclaimed.put(CONTROLLER_LISTENER, controller);
    }

    /** @throws EmbeddedBrokerException naming the port that is taken, or the host that is not of this machine */
    static BoundPorts bind(EmbeddedBrokerConfig config) {
        var client = bind(config.host(), config.port(), "port");
        try {
            return new BoundPorts(client, bind(config.host(), config.controllerPort(), "controller port"));
        } catch (EmbeddedBrokerException e) {
            close(client);
            throw e;
        }
    }

    int clientPort() {
        return clientPort;
    }

    int controllerPort() {
        return controllerPort;
    }

    /** Gives Kafka the socket that was bound for a listener; each listener is opened once in a broker's life. */
    @Override
    public ServerSocketChannel openServerSocket(String listener, InetSocketAddress address, int backlog,
            int receiveBuffer) throws IOException {
        var channel = unclaimed.remove(listener);
        if (channel == null) {
            throw new IOException("No socket was bound for listener " + listener);
        }
        channel.configureBlocking(false);
        if (receiveBuffer != Selectable.USE_DEFAULT_BUFFER_SIZE) {
            channel.socket().setReceiveBufferSize(receiveBuffer);
        }
        return channel;
    }

    /** Closes the sockets that Kafka did not come to take; it closes the others itself. */
    @Override
    public void close() {
        unclaimed.values().forEach(BoundPorts::close);
        unclaimed.clear();
    }

    private static ServerSocketChannel bind(String host, int port, String role) {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new EmbeddedBrokerException(Reason.HOST_UNUSABLE, "Host '%s' is unknown".formatted(host), null);
        }
        try {
            var channel = ServerSocketChannel.open();
            try {
                return channel.bind(address, BACKLOG);
            } catch (IOException e) {
                close(channel);
                throw e;
            }
        } catch (IOException e) {
            throw refused(host, port, role, e);
        }
    }

    private static EmbeddedBrokerException refused(String host, int port, String role, IOException cause) {
        if (!isOfThisMachine(host)) {
            return new EmbeddedBrokerException(Reason.HOST_UNUSABLE,
                    "Host '%s' is not an address of this machine".formatted(host), cause);
        }
        var why = cause instanceof BindException ? "is taken: another process listens on it" : "can't be opened";
        return new EmbeddedBrokerException(Reason.PORT_UNAVAILABLE,
                "The broker's %s %d on %s %s (%s)".formatted(role, port, host, why, cause.getMessage()), cause);
    }

    private static boolean isOfThisMachine(String host) {
        try {
            var address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException _) {
            return false;
        }
    }

    private static void close(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("A server socket could not be closed", e);
        }
    }
}
