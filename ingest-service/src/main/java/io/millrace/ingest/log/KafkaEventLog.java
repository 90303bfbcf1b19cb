package io.millrace.ingest.log;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.result.RejectedEvent;
import io.millrace.runtime.LogKeys;
import io.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log on Kafka: events go to {@code events.raw} by their key and with their own time, rejections to
 * {@code events.rejected}. The producer must be idempotent and wait for all replicas. Thread-safe.
 */
public final class KafkaEventLog implements EventLog, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaEventLog.class);

    private final Producer<byte[], byte[]> producer;
    private final Duration patience;
    private final Duration closeTimeout;
    private final AtomicBoolean away = new AtomicBoolean();

    /**
     * @param producer
     *            closed with this log
     * @param patience
     *            how long a request waits for its acknowledgements; a little more than the producer's own time limits
     * @param closeTimeout
     *            how long closing waits for what is on its way
     */
    public KafkaEventLog(Producer<byte[], byte[]> producer, Duration patience, Duration closeTimeout) {
        this.producer = producer;
        this.patience = patience;
        this.closeTimeout = closeTimeout;
    }

    @Override
    public Append begin() {
        return new KafkaAppend();
    }

    /** Gets to know the broker, so that the first request need not wait for it; a broker that is away is no error. */
    public void connect() {
        try {
            producer.partitionsFor(Topics.EVENTS_RAW.name());
            producer.partitionsFor(Topics.EVENTS_REJECTED.name());
        } catch (KafkaException e) {
            noteFailure(e);
        }
    }

    @Override
    public void close() {
        producer.close(closeTimeout);
    }

    private void noteFailure(Exception failure) {
        if (away.compareAndSet(false, true)) {
            log.atWarn().addKeyValue(LogKeys.REASON, failure.getMessage()).log(
                    "The broker does not acknowledge events");
        }
    }

    private void noteSuccess() {
        if (away.get() && away.compareAndSet(true, false)) {
            log.info("The broker acknowledges events again");
        }
    }

    private final class KafkaAppend implements Append {

        private final Semaphore answered = new Semaphore(0);
        private volatile Exception failure;
        private int sent;

        @Override
        public void add(Event event) {
            send(new ProducerRecord<>(Topics.EVENTS_RAW.name(), null, event.timestampMillis(),
                    event.key().getBytes(StandardCharsets.UTF_8), EventJson.write(event)));
        }

        @Override
        public void add(RejectedEvent rejection) {
            var topic = Topics.EVENTS_REJECTED;
            send(new ProducerRecord<>(topic.name(), null, rejection.receivedAt().toEpochMilli(), null,
                    topic.valueSerde().serializer().serialize(topic.name(), rejection)));
        }

        @Override
        public void await() {
            try {
                if (!answered.tryAcquire(sent, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new NotAcknowledgedException("the broker did not acknowledge in time", null);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NotAcknowledgedException("interrupted while waiting for the broker", e);
            }
            refuseAfterFailure();
            noteSuccess();
        }

        private void send(ProducerRecord<byte[], byte[]> record) {
            try {
                sent++;
                producer.send(record, this::answered);
            } catch (KafkaException | IllegalStateException e) {
                noteFailure(e);
                throw new NotAcknowledgedException("the broker can't be reached", e);
            }
            refuseAfterFailure();
        }

        private void answered(RecordMetadata metadata, Exception refused) {
            if (refused != null) {
                failure = refused;
                noteFailure(refused);
            }
            answered.release();
        }

        private void refuseAfterFailure() {
            if (failure != null) {
                throw new NotAcknowledgedException("the broker did not acknowledge: " + failure.getMessage(), failure);
            }
        }

    }

}
