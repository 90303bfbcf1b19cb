package io.millrace.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where the broker keeps its data, where it listens, and which of {@linkplain SmallMachineSettings its settings} differ.
 *
 * @param dataDir folder of the logs and of the cluster's metadata; created and formatted when it is new or empty, used
 *        with its cluster id when it was formatted before
 * @param host address to listen on and to tell clients; a name or address of this machine, not a wildcard such as
 *        {@code 0.0.0.0}, which clients could not connect to
 * @param port port for clients; 0 takes a free one
 * @param controllerPort port of the KRaft controller, used by this broker only; 0 takes a free one
 * @param overrides Kafka broker settings that win over {@link SmallMachineSettings}; not those that this record or the
 *        broker itself decides ({@link #OWNED_SETTINGS})
 */
public record EmbeddedBrokerConfig(Path dataDir, String host, int port, int controllerPort,
        Map<String, String> overrides) {

    /** Host when none is said: this machine only. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** Kafka settings that can't be overridden, because the broker derives them from this record or its folder. */
    public static final Set<String> OWNED_SETTINGS = Set.of("process.roles", "node.id", "broker.id", "listeners",
            "advertised.listeners", "controller.listener.names", "inter.broker.listener.name",
            "security.inter.broker.protocol", "listener.security.protocol.map", "controller.quorum.voters",
            "controller.quorum.bootstrap.servers", "log.dir", "log.dirs", "metadata.log.dir");

    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0", "*");
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException naming the component and its value, when it can't be used */
    public EmbeddedBrokerConfig {
        Objects.requireNonNull(dataDir, "dataDir");
        Objects.requireNonNull(host, "host");
        requirePort("port", port);
        requirePort("controllerPort", controllerPort);
        if (port != 0 && port == controllerPort) {
            throw new IllegalArgumentException("port and controllerPort must differ, both are " + port);
        }
        if (host.isBlank() || WILDCARDS.contains(host)) {
            throw new IllegalArgumentException(
                    "host must be an address that clients can connect to, not '%s'".formatted(host));
        }
        overrides = Map.copyOf(overrides);
        overrides.keySet().forEach(EmbeddedBrokerConfig::requireOverridable);
        dataDir = dataDir.toAbsolutePath().normalize();
    }

    /** A broker for this machine only, on free ports, with its data in {@code dataDir}. */
    public static EmbeddedBrokerConfig in(Path dataDir) {
        return new EmbeddedBrokerConfig(dataDir, DEFAULT_HOST, 0, 0, Map.of());
    }

    /** The same, listening on another address. */
    public EmbeddedBrokerConfig withHost(String otherHost) {
        return new EmbeddedBrokerConfig(dataDir, otherHost, port, controllerPort, overrides);
    }

    /** The same, with another port for clients; 0 takes a free one. */
    public EmbeddedBrokerConfig withPort(int otherPort) {
        return new EmbeddedBrokerConfig(dataDir, host, otherPort, controllerPort, overrides);
    }

    /** The same, with another port for the controller; 0 takes a free one. */
    public EmbeddedBrokerConfig withControllerPort(int otherPort) {
        return new EmbeddedBrokerConfig(dataDir, host, port, otherPort, overrides);
    }

    /** The same, with one more Kafka broker setting. */
    public EmbeddedBrokerConfig withOverride(String name, String value) {
        var more = new HashMap<>(overrides);
        more.put(name, value);
        return new EmbeddedBrokerConfig(dataDir, host, port, controllerPort, more);
    }

    private static void requirePort(String name, int value) {
        if (value < 0 || value > MAX_PORT) {
            throw new IllegalArgumentException("%s must be from 0 to %d, not %d".formatted(name, MAX_PORT, value));
        }
    }

    private static void requireOverridable(String name) {
        if (OWNED_SETTINGS.contains(name)) {
            throw new IllegalArgumentException("%s can't be overridden: the broker decides it".formatted(name));
        }
    }
}
