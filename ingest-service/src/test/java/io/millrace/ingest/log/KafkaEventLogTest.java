package io.millrace.ingest.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.event.EventReading.Rejected;
import io.millrace.event.RejectionCode;
import io.millrace.result.RejectedEvent;
import io.millrace.result.ResultJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaEventLogTest {

    private static final Instant RECEIVED = Instant.parse("2024-06-01T12:00:00Z");

    private final MockProducer<byte[], byte[]> producer = producer(false);
    private final KafkaEventLog log = log(producer, Duration.ofSeconds(20));

    @Test
    void shouldWriteAnEventByItsKeyAtItsTime() {
        log.begin().add(event("e1"));

        var record = producer.history().getFirst();
        assertThat(record.topic()).isEqualTo("events.raw");
        assertThat(record.key()).isEqualTo("u1".getBytes(UTF_8));
        assertThat(record.timestamp()).isEqualTo(event("e1").timestampMillis());
        assertThat(EventJson.read(record.value())).isEqualTo(event("e1"));
    }

    @Test
    void shouldWriteARejectionAtTheTimeOfReceipt() {
        var rejection = RejectedEvent.atDoor(new Rejected(RejectionCode.BAD_VALUE, "why", "timestamp", "e1"), "t1",
                "{}".getBytes(UTF_8), RECEIVED);
        log.begin().add(rejection);

        var record = producer.history().getFirst();
        assertThat(record.topic()).isEqualTo("events.rejected");
        assertThat(record.timestamp()).isEqualTo(RECEIVED.toEpochMilli());
        assertThat(ResultJson.read(record.value(), RejectedEvent.class)).isEqualTo(rejection);
    }

    @Test
    void shouldWaitForTheLastAcknowledgement() throws Exception {
        var append = log.begin();
        append.add(event("e1"));
        append.add(event("e2"));
        var answer = CompletableFuture.runAsync(append::await);

        producer.completeNext();
        assertThat(answer).isNotDone();
        producer.completeNext();

        answer.get(10, TimeUnit.SECONDS);
        assertThat(producer.history()).extracting(record -> EventJson.read(record.value()).eventId()).containsExactly(
                "e1", "e2");
    }

    @Test
    void shouldFailWhenOneOfThemFails() {
        var append = log.begin();
        append.add(event("e1"));
        append.add(event("e2"));
        producer.completeNext();
        producer.errorNext(new TimeoutException("expired"));

        assertThatThrownBy(append::await).isInstanceOf(NotAcknowledgedException.class).hasMessageContaining("expired");
    }

    @Test
    void shouldStopAtTheFirstEventThatFails() {
        var append = log.begin();
        append.add(event("e1"));
        producer.errorNext(new TimeoutException("no broker"));

        assertThatThrownBy(() -> append.add(event("e2"))).isInstanceOf(NotAcknowledgedException.class);
    }

    @Test
    void shouldNotLetOneRequestsFailureTouchAnother() {
        var failing = log.begin();
        failing.add(event("e1"));
        producer.errorNext(new TimeoutException("no broker"));
        var other = log.begin();
        other.add(event("e2"));
        producer.completeNext();

        assertThatThrownBy(failing::await).isInstanceOf(NotAcknowledgedException.class);
        other.await();
    }

    @Test
    void shouldGiveUpWhenNothingIsAcknowledgedInTime() {
        var append = log(producer, Duration.ofMillis(1)).begin();
        append.add(event("e1"));

        assertThatThrownBy(append::await).isInstanceOf(NotAcknowledgedException.class).hasMessageContaining("in time");
    }

    @Test
    void shouldRefuseWhenTheProducerIsClosed() {
        log.close();

        assertThatThrownBy(() -> log.begin().add(event("e1"))).isInstanceOf(NotAcknowledgedException.class);
    }

    @Test
    void shouldAcknowledgeNothingAtOnce() {
        log.begin().await();

        assertThat(producer.history()).isEmpty();
    }

    private static KafkaEventLog log(MockProducer<byte[], byte[]> producer, Duration patience) {
        return new KafkaEventLog(producer, patience, Duration.ofSeconds(1));
    }

    private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
        return new MockProducer<>(autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Event event(String id) {
        return new Event(id, "view", "t1", "u1", null, null, Instant.parse("2010-01-01T00:00:00Z"), RECEIVED, null,
                null, Map.of(), Map.of(), Map.of(), Map.of());
    }

}
