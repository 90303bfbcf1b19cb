package io.millrace.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A KRaft controller and a broker, put together as {@link KafkaRaftServer} does it, but with sockets that are bound
 * already and with faults that do not end the process.
 */
final class KraftServer {

    private static final Logger LOG = LoggerFactory.getLogger(KraftServer.class);

    private final ControllerServer controller;
    private final BrokerServer broker;
    private final boolean staleRegistration;

    private KraftServer(ControllerServer controller, BrokerServer broker, boolean staleRegistration) {
        this.controller = controller;
        this.broker = broker;
        this.staleRegistration = staleRegistration;
    }

    static KraftServer create(EmbeddedBrokerConfig settings, Path folder, StorageFormat format, BoundPorts ports,
            ServerFaults faults) {
        var config = new KafkaConfig(settings(settings, folder, format, ports), false);
        var logDirs = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        var voters = QuorumConfig.parseVoterConnections(config.quorumConfig().voters());
        var metrics = Server.initializeMetrics(config, Time.SYSTEM, format.clusterId());
        var shared = new SharedServer(config, logDirs._1(), Time.SYSTEM, metrics,
                CompletableFuture.completedFuture(voters), List.of(), faults, ports);
        var controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), logDirs._2());
        return new KraftServer(controller, new BrokerServer(shared), StaleRegistration.isExpectedIn(folder));
    }

    /** Returns when clients are served. */
    void start() throws Exception {
        controller.startup();
        if (staleRegistration) {
            StaleRegistration.remove(controller.controller(), controller.config().nodeId());
        }
        broker.startup();
    }

    /** Stops the broker while its controller is still there to be told, then the controller; also after half a start. */
    void stop(Duration patience) {
        broker.shutdown(patience);
        controller.shutdown();
    }

    private static Map<String, String> settings(EmbeddedBrokerConfig config, Path folder, StorageFormat format,
            BoundPorts ports) {
        var settings = new HashMap<>(SmallMachineSettings.asMap());
        settings.putAll(config.overrides());
        var host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(format.nodeId()));
        settings.put("log.dirs", folder.toString());
        settings.put("listeners", "%s://%s:%d,%s://%s:%d".formatted(BoundPorts.CLIENT_LISTENER, host,
                ports.clientPort(), BoundPorts.CONTROLLER_LISTENER, host, ports.controllerPort()));
        settings.put("advertised.listeners",
                "%s://%s:%d".formatted(BoundPorts.CLIENT_LISTENER, host, ports.clientPort()));
        settings.put("listener.security.protocol.map",
                "%s:PLAINTEXT,%s:PLAINTEXT".formatted(BoundPorts.CLIENT_LISTENER, BoundPorts.CONTROLLER_LISTENER));
        settings.put("controller.listener.names", BoundPorts.CONTROLLER_LISTENER);
        settings.put("controller.quorum.voters",
                "%d@%s:%d".formatted(format.nodeId(), host, ports.controllerPort()));
        return settings;
    }
}
