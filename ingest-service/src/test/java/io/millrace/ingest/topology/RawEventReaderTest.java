package io.millrace.ingest.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.ingest.AdjustableClock;
import io.millrace.ingest.topology.RawReading.Refused;
import io.millrace.ingest.topology.RawReading.Settled;
import io.millrace.ingest.topology.RawReading.Stray;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawEventReaderTest {

    private final AdjustableClock clock = new AdjustableClock("2024-06-01T12:00:00Z");
    private final MockProcessorContext<byte[], RawReading> context = new MockProcessorContext<>();
    private final RawEventReader reader = new RawEventReader(new RawEventRules(8, "default", 1_000), clock,
            new TopologyMeters(new SimpleMeterRegistry()));

    @BeforeEach
    void start() {
        reader.init(context);
    }

    @Test
    void shouldTellStraysFromSettledByThePartitionOfTheEventsKey() {
        for (int partition = 0; partition < 8; partition++) {
            for (int user = 0; user < 30; user++) {
                var reading = read("{\"event_type\":\"v\",\"user_id\":\"u%d\"}".formatted(user), partition);

                assertThat(reading).isInstanceOf(
                        KeyPartition.of("u" + user, 8) == partition ? Settled.class : Stray.class);
            }
        }
    }

    @Test
    void shouldNeverFailForAnyBytes() {
        var random = new Random(37);
        for (int i = 0; i < 5_000; i++) {
            var bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);

            assertThat(read(new String(bytes, StandardCharsets.ISO_8859_1), 0)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void shouldSayWhoseRejectionItIsAsFarAsThatCanBeTold() {
        assertThat(tenantOfRejection("{\"tenant_id\":\"shop\"}")).isEqualTo("shop");
        assertThat(tenantOfRejection("{}")).isEqualTo("default");
        assertThat(tenantOfRejection("{\"tenant_id\":5}")).isNull();
        assertThat(tenantOfRejection("not json")).isNull();
    }

    @Test
    void shouldKeepTheTimeOfReceiptThatTheDoorWrote() {
        var taken = (RawReading.Taken) read("""
                {"event_type":"v","timestamp":"2024-06-01T10:00:00Z","received_at":"2024-06-01T10:00:01Z"}""", 0);

        assertThat(taken.event().receivedAt()).isEqualTo("2024-06-01T10:00:01Z");
    }

    @Test
    void shouldRejectATimeOfReceiptThatIsNoTime() {
        var refused = (Refused) read("{\"event_type\":\"v\",\"received_at\":\"soon\"}", 0);

        assertThat(refused.rejection().field()).isEqualTo("received_at");
    }

    @Test
    void shouldTakeRecordsWithoutATimestampFor1970() {
        var record = new ConsumerRecord<Object, Object>("events.raw", 0, 0, -1, TimestampType.NO_TIMESTAMP_TYPE, 0, 0,
                null, null, new RecordHeaders(), Optional.empty());

        assertThat(new RecordTimes().extract(record, 7)).isZero();
    }

    private String tenantOfRejection(String json) {
        return ((Refused) read(json, 0)).rejection().tenantId();
    }

    private RawReading read(String json, int partition) {
        context.resetForwards();
        context.setRecordMetadata("events.raw", partition, 3);
        reader.process(new Record<>(null, json.getBytes(UTF_8), clock.millis()));
        return context.forwarded().getFirst().record().value();
    }

}
