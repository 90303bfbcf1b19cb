package io.millrace.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.event.Event;
import io.millrace.ingest.AdjustableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeduplicatorTest {

    private static final Duration RETENTION = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock("2024-06-01T12:00:00Z");
    private MockProcessorContext<String, Event> context;
    private KeyValueStore<Bytes, Long> arrivals;
    private Deduplicator deduplicator;

    @BeforeEach
    void start() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "dedup-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        context = new MockProcessorContext<>(settings, new TaskId(0, 0), folder.toFile());
        arrivals = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("arrivals"), Serdes.Bytes(),
                Serdes.Long()).withLoggingDisabled().build();
        arrivals.init(context.getStateStoreContext(), arrivals);
        context.addStateStore(arrivals);
        deduplicator = new Deduplicator("arrivals", RETENTION, Duration.ofSeconds(1), clock,
                new TopologyMeters(new SimpleMeterRegistry()));
        deduplicator.init(context);
    }

    @Test
    void shouldForwardAtTheTimeOfTheEvent() {
        deduplicator.process(new Record<>("u1", event("e1"), 5L));

        var forwarded = context.forwarded().getFirst().record();
        assertThat(forwarded.timestamp()).isEqualTo(event("e1").timestampMillis());
        assertThat(forwarded.key()).isEqualTo("u1");
    }

    @Test
    void shouldNotProlongAnIdWhenADuplicateComes() {
        process("e1");
        clock.advance(RETENTION.minusMillis(1));
        process("e1");
        clock.advance(Duration.ofMillis(1));
        process("e1");

        assertThat(context.forwarded()).hasSize(2);
    }

    @Test
    void shouldNotTakeAnExpiredIdForADuplicateThoughItHasNotBeenSweptYet() {
        process("e1");
        clock.advance(RETENTION);
        process("e1");

        assertThat(context.forwarded()).hasSize(2);
        assertThat(arrivals.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void shouldSweepByTheWallClock() {
        process("e1");
        clock.advance(RETENTION);
        var punctuator = context.scheduledPunctuators().getFirst();

        punctuator.getPunctuator().punctuate(0);

        assertThat(punctuator.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);
        assertThat(arrivals.approximateNumEntries()).isZero();
    }

    @Test
    void shouldTellTenantAndIdApartInTheHash() {
        var hash = new EventIdHash();

        var hashes = List.of(hash.of(event("a", "bc")), hash.of(event("ab", "c")), hash.of(event("a", "bd")));

        assertThat(hashes).doesNotHaveDuplicates().allSatisfy(
                id -> assertThat(id.get()).hasSize(EventIdHash.BYTES));
        assertThat(hash.of(event("a", "bc"))).isEqualTo(hashes.getFirst());
    }

    private void process(String id) {
        deduplicator.process(new Record<>("u1", event(id), clock.millis()));
    }

    private static Event event(String id) {
        return event("default", id);
    }

    private static Event event(String tenant, String id) {
        return new Event(id, "view", tenant, "u1", null, null, Instant.parse("2010-01-01T00:00:00Z"),
                Instant.parse("2010-01-01T00:00:01Z"), null, null, Map.of(), Map.of(), Map.of(), Map.of());
    }

}
