package io.millrace.testkit.broker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What both kinds of brokers have in common: their life within a test class, and their topics. */
abstract sealed class SharedBroker implements TestBroker permits InProcessBroker, ContainerBroker {

    private enum State {
        NEW, RUNNING, CLOSED
    }

    private static final int TOPIC_SECONDS = 60;

    private final Map<String, String> settings;
    private State state = State.NEW;

    /** JUnit announces a nested class like its outer one; the broker ends with the outermost. */
    private int classesOpen;

    SharedBroker(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** Starts a broker whose settings differ by these; what it has taken is given back when that fails. */
    abstract void launch(Map<String, String> settings);

    /** Ends what {@link #launch} has started. */
    abstract void end();

    abstract TestBroker copy(Map<String, String> otherSettings);

    @Override
    public final TestBroker with(String setting, String value) {
        var more = new HashMap<>(settings);
        more.put(setting, value);
        return copy(more);
    }

    @Override
    public final synchronized TestBroker start() {
        switch (state) {
            case NEW -> {
                launch(settings);
                state = State.RUNNING;
            }
            case RUNNING -> {
                /* it serves already */ }
            case CLOSED -> throw new IllegalStateException("A broker that was closed can't be started again");
        }
        return this;
    }

    @Override
    public final void create(NewTopic topic) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get(TOPIC_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating " + topic.name(), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Topic %s could not be created".formatted(topic.name()), e);
        }
    }

    @Override
    public final synchronized void close() {
        if (state == State.RUNNING) {
            end();
        }
        state = State.CLOSED;
    }

    @Override
    public final synchronized void beforeAll(ExtensionContext context) {
        start();
        classesOpen++;
    }

    @Override
    public final synchronized void afterAll(ExtensionContext context) {
        classesOpen--;
        if (classesOpen <= 0) {
            close();
        }
    }

    final synchronized void requireRunning() {
        if (state != State.RUNNING) {
            throw new IllegalStateException("The broker does not run: it is " + state);
        }
    }
}
