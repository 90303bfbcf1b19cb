package io.millrace.embedded;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the faults of a broker's parts and keeps the first fatal one. A Kafka that has its process to itself ends it on
 * a fatal fault, and does so even for a port that is taken; here the process belongs to the application.
 *
 * <p>Thread-safe.
 */
final class ServerFaults implements FaultHandlerFactory {

    private static final Logger LOG = LoggerFactory.getLogger(ServerFaults.class);

    private final AtomicReference<RuntimeException> fatal = new AtomicReference<>();

    /** The first fault after which the broker can't go on; empty while all is well. */
    Optional<RuntimeException> fatal() {
        return Optional.ofNullable(fatal.get());
    }

    @Override
    public FaultHandler build(String part, boolean isFatal, Runnable action) {
        return (message, cause) -> {
            var fault = new FaultHandlerException("%s: %s".formatted(part, message), cause);
            if (isFatal) {
                fatal.compareAndSet(null, fault);
                LOG.error("The embedded broker can't go on", fault);
            } else {
                LOG.warn("A fault in the embedded broker", fault);
            }
            action.run();
            return fault;
        };
    }
}
