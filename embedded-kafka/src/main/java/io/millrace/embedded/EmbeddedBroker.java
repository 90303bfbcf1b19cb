package io.millrace.embedded;

import io.millrace.embedded.EmbeddedBrokerException.Reason;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker and KRaft controller in this process. Data stays in its folder: the next broker on it, after a
 * clean close or after the process was killed, has every acknowledged record.
 *
 * <pre>{@code
 * try (var broker = new EmbeddedBroker(EmbeddedBrokerConfig.in(dataDir).withPort(9092))) {
 *     broker.start();
 *     connect(broker.bootstrapServers());
 * }
 * }</pre>
 *
 * <p>An object is for one life: start it once, close it once (closing again does nothing), make another one to start
 * again. Kafka's threads are not daemons: the process does not end by itself before the broker is closed, and no
 * shutdown hook is installed. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private enum State {
        NEW, RUNNING, CLOSED
    }

    /** How long closing waits for the controller's leave to go. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final EmbeddedBrokerConfig config;
    private final ServerFaults faults = new ServerFaults();
    private State state = State.NEW;
    private DataFolder folder;
    private BoundPorts ports;
    private StorageFormat format;
    private KraftServer server;

    public EmbeddedBroker(EmbeddedBrokerConfig config) {
        this.config = config;
    }

    /**
     * Formats the data folder if it is new, starts controller and broker, and returns when clients are served.
     *
     * @throws EmbeddedBrokerException when the port or the folder can't be had, or Kafka refuses to start; nothing is
     *         left running or locked then
     * @throws IllegalStateException when it was started before
     */
    public synchronized void start() {
        if (state != State.NEW) {
            throw new IllegalStateException("A broker is started once; this one is " + state);
        }
        var begin = System.nanoTime();
        try {
            launch();
        } catch (EmbeddedBrokerException e) {
            close();
            throw e;
        }
        state = State.RUNNING;
        LOG.info("Embedded broker on {} with cluster {} in {}, started in {} ms", bootstrapServers(), clusterId(),
                folder.path(), Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    /** {@code host:port}, for a client's {@code bootstrap.servers}; valid after {@link #start()}. */
    public String bootstrapServers() {
        var host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return host + ":" + port();
    }

    /** The port for clients, also when a free one was asked for; valid after {@link #start()}. */
    public synchronized int port() {
        requireStarted();
        return ports.clientPort();
    }

    /** The id that the data folder was formatted with, the same in every life of the folder; valid after {@link #start()}. */
    public synchronized String clusterId() {
        requireStarted();
        return format.clusterId();
    }

    /**
     * Why the running broker can't go on, for a health check: a fault of the controller or of the metadata log. Empty
     * while all is well. A disk error in the data folder is not among them: Kafka ends the process then.
     */
    public Optional<RuntimeException> failure() {
        return faults.fatal();
    }

    /** Stops the broker, so that the next start needs no recovery, and frees ports and folder. */
    @Override
    public synchronized void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        try {
            if (server != null) {
                server.stop(PATIENCE);
            }
        } finally {
            release();
        }
    }

    private void launch() {
        folder = DataFolder.take(config.dataDir());
        ports = BoundPorts.bind(config);
        format = StorageFormat.readOrCreate(folder.path());
        try {
            server = KraftServer.create(config, folder.path(), format, ports, faults);
            server.start();
        } catch (Exception e) { // Scala throws checked exceptions without declaring them
            throw new EmbeddedBrokerException(Reason.START_FAILED,
                    "The broker in %s could not start: %s".formatted(folder.path(), e.getMessage()), e);
        }
    }

    private void release() {
        if (ports != null) {
            ports.close();
        }
        if (folder != null) {
            folder.close();
        }
    }

    private void requireStarted() {
        if (ports == null || format == null) {
            throw new IllegalStateException("The broker was not started");
        }
    }
}
