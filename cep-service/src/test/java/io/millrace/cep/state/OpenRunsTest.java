package io.millrace.cep.state;

import static io.millrace.cep.TestEvent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.cep.CepMeters;
import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.event.EventJson;
import io.millrace.pattern.Outcome;
import io.millrace.testkit.definition.TestDefinitions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class OpenRunsTest {

    private static final long MUCH = 1L << 30;

    private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore("runs"), Serdes.Bytes(), Serdes.ByteArray()).withLoggingDisabled().build();
    private final KeyValueStore<String, byte[]> versions = Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore("versions"), Serdes.String(),
            Serdes.ByteArray()).withLoggingDisabled().build();
    private final ActivePatterns patterns = new ActivePatterns(TestDefinitions.of("""
            kind: pattern
            name: steps
            pattern: a -> b -> c
            within: 30m
            define: {a: {events: [a]}, b: {events: [b]}, c: {events: [c]}}
            timeouts: emit
            """));
    private final ActivePattern pattern = patterns.find("steps").orElseThrow();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CepMeters meters = new CepMeters(registry);
    private final List<Outcome<IncomingEvent>> outcomes = new ArrayList<>();
    private OpenRuns runs;

    OpenRunsTest() {
        store.init(context.getStateStoreContext(), store);
        versions.init(context.getStateStoreContext(), versions);
        runs = start(MUCH);
    }

    @Test
    void shouldWriteAKeyOncePerCommitHoweverOftenItChanged() {
        for (int i = 0; i < 100; i++) {
            apply("u" + i % 10, "a", i);
        }
        assertThat(writes()).isZero();

        commit();
        assertThat(writes()).isEqualTo(10);
        assertThat(registry.get(CepMeters.OPEN_RUNS).gauge().value()).isEqualTo(100);
    }

    @Test
    void shouldWriteNothingForAKeyThatDidNotChangeOrWhoseRunsCameAndWent() {
        apply("u1", "a", 1);
        commit();
        apply("u1", "c", 2);
        apply("u1", "x", 3);
        for (var type : List.of("a", "b", "c")) {
            apply("u2", type, 4);
        }
        commit();

        assertThat(outcomes).hasSize(1);
        assertThat(writes()).isOne();
    }

    @Test
    void shouldDeleteAKeyWhoseRunsEnded() {
        apply("u1", "a", 1);
        commit();
        apply("u1", "b", 2);
        apply("u1", "c", 3);
        commit();

        assertThat(writes()).isEqualTo(2);
        assertThat(store.approximateNumEntries()).isZero();
        assertThat(registry.get(CepMeters.KEYS).gauge().value()).isZero();
    }

    @Test
    void shouldReadNothingForKeysThatHaveNoRuns() {
        apply("u1", "a", 1);
        commit();
        runs = start(MUCH);
        apply("u2", "a", 2);
        apply("u3", "b", 3);
        assertThat(reads()).isZero();

        apply("u1", "b", 4);
        apply("u1", "c", 5);
        assertThat(reads()).isOne();
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void shouldFindTheSameWhateverIsInMemory() {
        var roomy = play(start(MUCH));
        store.all().forEachRemaining(entry -> store.delete(entry.key));
        var narrow = play(start(20_000));

        assertThat(reads()).isGreaterThan(1_000);
        assertThat(registry.get(CepMeters.CACHED).gauge().value()).isLessThan(
                registry.get(CepMeters.KEYS).gauge().value());
        assertThat(narrow).isEqualTo(roomy).hasSizeGreaterThan(100);
    }

    @Test
    void shouldEndRunsThatAreNotInMemory() {
        for (int i = 0; i < 100; i++) {
            apply("u" + i, "a", i);
        }
        commit();
        runs = start(0);

        var tenant = runs.of("shop");
        assertThat(tenant.takeDue(30 * 60_000 - 1)).isNull();
        for (var due = tenant.takeDue(31 * 60_000); due != null; due = tenant.takeDue(31 * 60_000)) {
            long deadline = due.dueMillis();
            pattern.matcher().onTime(runs.state(due), deadline, outcomes::add);
            runs.settle(due, tenant, due.key(), deadline);
        }
        commit();
        assertThat(outcomes).hasSize(100);
        assertThat(store.approximateNumEntries()).isZero();
    }

    /** What came of it, as texts. */
    private List<String> play(OpenRuns played) {
        runs = played;
        outcomes.clear();
        var random = new Random(17);
        for (int i = 0; i < 5_000; i++) {
            apply("u" + random.nextInt(200), List.of("a", "b", "c").get(random.nextInt(3)), i);
            if (i % 20 == 0) {
                commit();
            }
        }
        return outcomes.stream().map(outcome -> "%s %d %s".formatted(outcome.getClass().getSimpleName(),
                outcome.startMillis(), ids(outcome))).toList();
    }

    private static Map<String, List<String>> ids(Outcome<IncomingEvent> outcome) {
        var ids = new LinkedHashMap<String, List<String>>();
        outcome.captured().forEach(
                (variable, events) -> ids.put(variable, events.stream().map(IncomingEvent::eventId).toList()));
        return ids;
    }

    private void apply(String key, String type, long millis) {
        var tenant = runs.of("shop");
        var ofKey = runs.runs(tenant, key, runs.version(pattern));
        var event = IncomingEvent.of(EventJson.write(event(type).id(key + millis).user(key).build()), millis);
        pattern.matcher().onEvent(runs.state(ofKey), event, millis, outcomes::add);
        runs.settle(ofKey, tenant, key, Long.MIN_VALUE);
    }

    private void commit() {
        runs.flush(_ -> {
            throw new AssertionError("nothing is too large here");
        });
    }

    private OpenRuns start(long memoryBytes) {
        if (runs != null) {
            runs.close();
        }
        var started = new OpenRuns(store, patterns, new KeptVersions(versions, patterns), meters, memoryBytes);
        started.restore();
        return started;
    }

    private double writes() {
        return registry.get(CepMeters.STATE_WRITES).counter().count();
    }

    private double reads() {
        return registry.get(CepMeters.STATE_READS).counter().count();
    }

}
