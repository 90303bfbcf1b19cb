package io.millrace.embedded;

import java.util.Map;

/**
 * Levels for Kafka's loggers under which a normal life of a broker logs nothing, and trouble still shows. Kafka's own
 * levels come from a file that only its own start script reads, so an application has to give them to its logging
 * backend; this module has none.
 */
public final class BrokerLogLevels {

    private static final Map<String, String> QUIET = Map.of( //
            "kafka", "WARN", //
            "org.apache.kafka", "WARN", //
            // One line per partition and change of leader.
            "state.change.logger", "ERROR",
            // "Performing controller activation", at every start.
            "org.apache.kafka.controller.QuorumController", "ERROR",
            // "Attempting to close NetworkClient that has already been closed", at every close.
            "org.apache.kafka.clients.NetworkClient", "ERROR",
            // The first transaction's requests all try to create __transaction_state, and all but one come too late.
            "kafka.server.DefaultAutoTopicCreationManager", "ERROR",
            // Errors go to the client that asked. A broker that registers a moment before its controller is active, which
            // it then does again, would leave a stack trace at one start in ten.
            "kafka.server.ControllerApis", "OFF");

    private BrokerLogLevels() {}

    /** Level ({@code WARN}, {@code ERROR} or {@code OFF}) by logger name; unmodifiable. */
    public static Map<String, String> quiet() {
        return QUIET;
    }
}
