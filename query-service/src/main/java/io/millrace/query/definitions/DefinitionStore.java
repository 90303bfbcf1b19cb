package io.millrace.query.definitions;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.DefinitionCompiler;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.web.ProblemException;
import io.millrace.topics.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.http.HttpStatus;

/**
 * Stores definitions on their topic and waits until they are seen there, so that a read after a write finds it.
 * Thread-safe; writes are one at a time.
 */
public class DefinitionStore {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

    private final Definitions definitions;
    private final Producer<String, StoredDefinition> producer;
    private final Clock clock;

    DefinitionStore(Definitions definitions, Producer<String, StoredDefinition> producer, Clock clock) {
        this.definitions = definitions;
        this.producer = producer;
        this.clock = clock;
    }

    /**
     * Stores a definition that compiles; one that changes nothing stays as it is.
     *
     * @throws DefinitionException
     *             when it does not compile
     */
    public synchronized StoredDefinition put(DeclaredDefinition declared, boolean provisioned) {
        DefinitionCompiler.check(declared, this::find);
        var definition = declared.definition();
        var before = definitions.current().find(definition.kind(), definition.name());
        if (before.isPresent() && before.get().definition().equals(definition)
                && before.get().provisioned() == provisioned) {
            return before.get();
        }
        long version = before.map(StoredDefinition::version).orElse(0L) + 1;
        var stored = new StoredDefinition(definition, version, provisioned, clock.instant());
        send(stored.key(), stored);
        await(stored.key(), current -> current.isPresent() && current.get().version() >= version, definition.kind(),
                definition.name());
        return stored;
    }

    /** Deletes a definition; nothing happens when there is none. */
    public synchronized void delete(DefinitionKind kind, String name) {
        var key = StoredDefinition.key(kind, name);
        send(key, null);
        await(key, Optional::isEmpty, kind, name);
    }

    private Optional<Definition> find(DefinitionKind kind, String name) {
        return definitions.current().find(kind, name).map(StoredDefinition::definition);
    }

    private void send(String key, StoredDefinition value) {
        try {
            producer.send(new ProducerRecord<>(Topics.DEFINITIONS.name(), key, value)).get(SEEN_WITHIN.toSeconds(),
                    TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE,
                    "the definition could not be stored: the broker did not acknowledge it");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "interrupted");
        }
    }

    private void await(String key, Predicate<Optional<StoredDefinition>> seen, DefinitionKind kind, String name) {
        var arrived = new CountDownLatch(1);
        try (var _ = definitions.subscribe(current -> countDownIf(seen.test(current.find(kind, name)), arrived))) {
            if (!arrived.await(SEEN_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE,
                        "the definition " + key + " is stored but not seen yet");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void countDownIf(boolean seen, CountDownLatch arrived) {
        if (seen) {
            arrived.countDown();
        }
    }

}
