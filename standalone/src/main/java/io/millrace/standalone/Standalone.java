package io.millrace.standalone;

import io.millrace.embedded.EmbeddedBroker;
import io.millrace.embedded.EmbeddedBrokerConfig;
import java.net.URI;

/**
 * A running standalone instance: broker and services. Closing it stops the services, which commit their work, and then
 * the broker.
 */
public final class Standalone implements AutoCloseable {

    private final StandaloneOptions options;
    private DataDirLock lock;
    private EmbeddedBroker broker;
    private Services services;

    private Standalone(StandaloneOptions options) {
        this.options = options;
    }

    /**
     * Starts all and returns when every service is ready.
     *
     * @throws StandaloneException
     *             when something can't start; nothing is left running then
     */
    public static Standalone start(StandaloneOptions options) {
        var standalone = new Standalone(options);
        try {
            standalone.startAll();
            return standalone;
        } catch (RuntimeException e) {
            standalone.close();
            throw e;
        }
    }

    /** The door for people and reads. */
    public URI queryUrl() {
        return services.queryUrl();
    }

    /** The door for writes. */
    public URI ingestUrl() {
        return services.ingestUrl();
    }

    /** {@code host:port} of the broker. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        if (services != null) {
            services.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (lock != null) {
            lock.close();
        }
    }

    private void startAll() {
        lock = DataDirLock.take(options.dataDir());
        broker = new EmbeddedBroker(EmbeddedBrokerConfig.in(options.dataDir().resolve("broker")).withPort(
                options.ports().broker()).withControllerPort(options.ports().controller()));
        broker.start();
        services = Services.start(options, broker.bootstrapServers());
    }

}
