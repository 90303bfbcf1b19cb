package io.millrace.runtime.definitions;

import io.millrace.definition.StoredDefinition;
import io.millrace.runtime.LogKeys;
import io.millrace.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows the {@code definitions} topic from its beginning. Its start waits until all that was there has been read, and
 * comes before Streams starts, so that no event meets a service without its definitions.
 */
public final class DefinitionsFeed implements Definitions, SmartLifecycle {

    /** Before Streams, after nothing else. */
    private static final int PHASE = 0;

    private static final Logger log = LoggerFactory.getLogger(DefinitionsFeed.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.DEFINITIONS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final Map<String, Object> consumerSettings;
    private final List<Consumer<DefinitionSet>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, StoredDefinition> latest = new HashMap<>();
    private volatile DefinitionSet current = DefinitionSet.empty();
    private volatile KafkaConsumer<String, byte[]> consumer;
    private Thread reader;

    DefinitionsFeed(Map<String, Object> consumerSettings) {
        this.consumerSettings = consumerSettings;
    }

    @Override
    public DefinitionSet current() {
        return current;
    }

    @Override
    public Subscription subscribe(Consumer<DefinitionSet> listener) {
        synchronized (latest) {
            listeners.add(listener);
            listener.accept(current);
        }
        return () -> listeners.remove(listener);
    }

    @Override
    public void start() {
        var caughtUp = new CountDownLatch(1);
        consumer = new KafkaConsumer<>(consumerSettings);
        reader = Thread.ofPlatform().name("definitions-feed").daemon().start(() -> follow(caughtUp));
        try {
            if (!caughtUp.await(CATCH_UP.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the definitions topic could not be read within " + CATCH_UP);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        var stopping = consumer;
        if (stopping == null) {
            return;
        }
        consumer = null;
        stopping.wakeup();
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return consumer != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void follow(CountDownLatch caughtUp) {
        try (var reading = consumer) {
            reading.assign(List.of(PARTITION));
            reading.seekToBeginning(List.of(PARTITION));
            long end = reading.endOffsets(List.of(PARTITION)).get(PARTITION);
            while (consumer != null) {
                readChanges(reading);
                if (caughtUp.getCount() > 0 && reading.position(PARTITION) >= end) {
                    publish();
                    caughtUp.countDown();
                }
            }
        } catch (WakeupException _) {
            log.debug("The definitions feed was stopped");
        }
    }

    private void readChanges(KafkaConsumer<String, byte[]> reading) {
        try {
            var records = reading.poll(POLL);
            records.forEach(this::apply);
            if (!records.isEmpty()) {
                publish();
            }
        } catch (WakeupException stopped) {
            throw stopped;
        } catch (KafkaException e) {
            log.atError().addKeyValue(LogKeys.TOPIC, PARTITION.topic()).addKeyValue(LogKeys.REASON, e.toString()).log(
                    "The definitions topic can't be read; it is tried again");
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            latest.remove(record.key());
            return;
        }
        try {
            latest.put(record.key(), StoredDefinition.fromJson(record.value()));
        } catch (RuntimeException e) {
            log.atError().addKeyValue(LogKeys.DEFINITION, record.key()).addKeyValue(LogKeys.OFFSET,
                    record.offset()).addKeyValue(LogKeys.REASON, e.getMessage()).log(
                            "A stored definition can't be read and is left out");
        }
    }

    private void publish() {
        synchronized (latest) {
            current = DefinitionSet.of(latest.values());
            listeners.forEach(listener -> listener.accept(current));
        }
    }

}
