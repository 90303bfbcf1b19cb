package io.millrace.testkit.broker;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;

/**
 * A running Kafka broker for tests. As a static field of a test class it lives as long as the class and its nested
 * classes do, whatever their tests come to:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestBroker broker = TestBroker.inProcess();
 * }</pre>
 *
 * Elsewhere {@link #start()} it and close it. Each broker has a port and a data folder of its own, and the settings of
 * {@link io.millrace.embedded.SmallMachineSettings}. Tests of one class share it, so they should name their topics
 * apart. Thread-safe.
 */
public sealed interface TestBroker extends BeforeAllCallback, AfterAllCallback, AutoCloseable permits SharedBroker {

    /** A broker in this process: up within a second or two, and the one to take unless a container is the point. */
    static TestBroker inProcess() {
        return new InProcessBroker(Map.of());
    }

    /**
     * A broker in a container, of the same version as the clients. Where no container engine runs, the tests are
     * skipped, at once and with the reason; see {@link #containerAvailable()}. System property
     * {@code millrace.test.kafka.image} names another image, such as {@code apache/kafka-native:4.3.1}.
     */
    static TestBroker container() {
        return new ContainerBroker(Map.of());
    }

    /** Whether a container engine answers; asked once, in at most a few seconds. */
    static boolean containerAvailable() {
        return ContainerEngine.absence().isEmpty();
    }

    /** The same broker, not started yet, with a Kafka broker setting that differs. */
    TestBroker with(String setting, String value);

    /**
     * Starts the broker, and returns it, when it serves. JUnit does so for a registered extension.
     *
     * @throws org.opentest4j.TestAbortedException when it is a container and no engine runs ("no container engine: …")
     * @throws IllegalStateException when it was closed before
     */
    TestBroker start();

    /** {@code host:port}, for a client's {@code bootstrap.servers}; valid while it runs. */
    String bootstrapServers();

    /** Creates a topic, and returns when it is there: {@code new NewTopic("events", 4, (short) 1)}. */
    void create(NewTopic topic);

    /** Ends the broker and removes its data; again does nothing. */
    @Override
    void close();
}
