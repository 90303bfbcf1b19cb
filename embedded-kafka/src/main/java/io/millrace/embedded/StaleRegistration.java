package io.millrace.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registration that a broker which was killed has left with its controller. The controller takes it for a living
 * broker and refuses a new one of the same number until the session runs out ({@code broker.session.timeout.ms}, nine
 * seconds); a controlled shutdown ends it. Whoever holds the lock of the folder knows better: the other one is dead.
 */
final class StaleRegistration {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(StaleRegistration.class);

    private StaleRegistration() {}

    /** Whether the last broker of the folder did not come to its end; true for a new folder. To be asked before a start. */
    static boolean isExpectedIn(Path folder) {
        return Files.notExists(folder.resolve(CleanShutdownFileHandler.CLEAN_SHUTDOWN_FILE_NAME));
    }

    /** Removes the registration, if there is one, as soon as the controller is active. */
    static void remove(Controller controller, int nodeId) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!hasRemoved(controller, nodeId)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("The controller did not become active in " + PATIENCE);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean hasRemoved(Controller controller, int nodeId) throws Exception {
        var context = new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS,
                OptionalLong.empty());
        try {
            controller.unregisterBroker(context, nodeId).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            LOG.info("Removed the registration of a broker that was not closed");
            return true;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case NotControllerException _ -> false;
                case BrokerIdNotRegisteredException _ -> true;
                default -> throw e;
            };
        }
    }
}
