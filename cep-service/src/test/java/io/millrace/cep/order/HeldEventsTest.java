package io.millrace.cep.order;

import static io.millrace.cep.TestEvent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.cep.CepMeters;
import io.millrace.cep.TestEvent;
import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.pattern.EventPlan.Group;
import io.millrace.event.EventJson;
import io.millrace.testkit.definition.TestDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class HeldEventsTest {

    private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore("held"), Serdes.Bytes(), Serdes.ByteArray()).withLoggingDisabled().build();
    private final ActivePatterns patterns = new ActivePatterns(TestDefinitions.of("""
            kind: pattern
            name: one
            pattern: a -> b
            within: 5m
            grace: 1s
            define: {a: {events: [a]}, b: {events: [b]}}
            """));
    private final Group group = patterns.plan("a").groups().getFirst();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CepMeters meters = new CepMeters(registry);
    private HeldEvents held;

    HeldEventsTest() {
        store.init(context.getStateStoreContext(), store);
        held = new HeldEvents(store, meters);
    }

    @Test
    void shouldWriteNothingForEventsThatDoNotOutlastACommit() {
        add("t", 1_000);
        assertThat(take("t", 2_000)).containsExactly(1_000L);
        held.flush();

        assertThat(entries()).isZero();
    }

    @Test
    void shouldWriteTheEventsOfACommitTogetherAndDeleteThemTogether() {
        for (int i = 0; i < 100; i++) {
            add("t", 1_000 + i);
        }
        held.flush();
        assertThat(entries()).isOne();

        assertThat(take("t", 2_050)).hasSize(51);
        held.flush();
        assertThat(entries()).as("the chunk, and how far it was taken").isEqualTo(2);

        assertThat(take("t", 3_000)).hasSize(49);
        held.flush();
        assertThat(entries()).isZero();
    }

    @Test
    void shouldCutLargeChunks() {
        var text = "x".repeat(100_000);
        for (int i = 0; i < 12; i++) {
            held.add(held.of("t"), incoming(event("a").id("e" + i).with("text", text), i), "u1", group, 1);
        }
        held.flush();

        assertThat(entries()).isEqualTo(2);
    }

    @Test
    void shouldGiveWhatWasNotTakenInOrderAfterAnyRestart() {
        var random = new Random(23);
        var expected = new ArrayList<Long>();
        var given = new ArrayList<Long>();
        long latest = 0;
        for (int round = 0; round < 200; round++) {
            for (int i = random.nextInt(20); i > 0; i--) {
                latest += random.nextInt(60);
                long at = Math.max(0, latest - random.nextInt(1_000));
                expected.add(at);
                add("t", at);
            }
            given.addAll(take("t", latest));
            held.flush();
            if (random.nextInt(4) == 0) {
                held.close();
                held = new HeldEvents(store, meters);
            }
        }
        given.addAll(take("t", Long.MAX_VALUE));

        assertThat(given).isEqualTo(expected.stream().sorted().toList()).hasSizeGreaterThan(1_000);
        held.flush();
        assertThat(entries()).isZero();
    }

    @Test
    void shouldKeepTheOrderOfArrivalAtEqualTimesOverARestart() {
        for (int i = 0; i < 5; i++) {
            held.add(held.of("t"), incoming(event("a").id("e" + i), 1_000), "u1", group, 1);
            held.flush();
        }
        held = new HeldEvents(store, new CepMeters(new SimpleMeterRegistry()));
        held.add(held.of("t"), incoming(event("a").id("e5"), 1_000), "u1", group, 1);

        var ids = new ArrayList<String>();
        var queue = held.of("t");
        for (var next = held.takeDue(queue, 2_000); next != null; next = held.takeDue(queue, 2_000)) {
            ids.add(next.event().event().eventId());
            assertThat(next.patterns(patterns)).isEqualTo(group.patterns());
        }
        assertThat(ids).containsExactly("e0", "e1", "e2", "e3", "e4", "e5");
    }

    private void add(String tenant, long at) {
        held.add(held.of(tenant), incoming(event("a"), at), "u1", group, 1);
    }

    private static IncomingEvent incoming(TestEvent event, long at) {
        return IncomingEvent.of(EventJson.write(event.build()), at);
    }

    private List<Long> take(String tenant, long time) {
        var taken = new ArrayList<Long>();
        var queue = held.of(tenant);
        for (var next = held.takeDue(queue, time); next != null; next = held.takeDue(queue, time)) {
            taken.add(next.event().timestampMillis());
        }
        return taken;
    }

    private long entries() {
        return store.approximateNumEntries();
    }

}
