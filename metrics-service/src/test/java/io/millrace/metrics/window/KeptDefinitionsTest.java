package io.millrace.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.definition.DefinitionKind;
import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.ActiveMetrics.Version;
import io.millrace.testkit.definition.TestDefinitions;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions that are kept with the windows made by them, while their partition moves between instances. */
class KeptDefinitionsTest {

    private static final String ORDERS = """
            kind: metric
            name: orders
            windows: [{tumbling: 1m}]
            """;
    private static final String OTHER_ORDERS = ORDERS + "events: [order]\n";

    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(KeptDefinitions.NAME), Serdes.String(),
            Serdes.ByteArray()).withLoggingDisabled().build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @Test
    void shouldFindAVersionThatWasReplacedBeforeARestart() {
        keptBy(TestDefinitions.of(ORDERS));
        var definitions = TestDefinitions.of(ORDERS);
        definitions.declare(OTHER_ORDERS);
        var metrics = new ActiveMetrics(definitions);
        assertThat(metrics.find("orders", 1)).isEmpty();

        var kept = new KeptDefinitions(store, metrics);

        assertThat(metrics.find("orders", 1)).isPresent();
        assertThat(kept.replaced()).isEmpty();
    }

    @Test
    void shouldForgetAMetricThatWasDeletedMeanwhile() {
        keptBy(TestDefinitions.of(ORDERS));
        var metrics = new ActiveMetrics(new TestDefinitions());

        var kept = new KeptDefinitions(store, metrics);
        kept.deleteOld();

        assertThat(metrics.find("orders", 1)).isEmpty();
        assertThat(store.get("orders/1")).isNull();
    }

    @Test
    void shouldNoticeAMetricThatWasDeletedAndDeclaredAnewMeanwhile() {
        keptBy(TestDefinitions.of(ORDERS));
        var definitions = TestDefinitions.of(OTHER_ORDERS);
        var metrics = new ActiveMetrics(definitions);

        var kept = new KeptDefinitions(store, metrics);

        assertThat(metrics.find("orders", 1).orElseThrow().events().include("click")).isFalse();
        assertThat(kept.replaced()).containsExactly(new Version("orders", 1));
        kept.keepAnew(new Version("orders", 1));
        assertThat(kept.replaced()).isEmpty();
        assertThat(new KeptDefinitions(store, new ActiveMetrics(definitions)).replaced()).isEmpty();
    }

    @Test
    void shouldForgetDeletedMetricsAtRunTime() {
        var definitions = TestDefinitions.of(ORDERS);
        var kept = keptBy(definitions);

        definitions.delete(DefinitionKind.METRIC, "orders");
        kept.deleteOld();

        assertThat(store.get("orders/1")).isNull();
    }

    private KeptDefinitions keptBy(TestDefinitions definitions) {
        var kept = new KeptDefinitions(store, new ActiveMetrics(definitions));
        kept.keep("orders", 1);
        assertThat(store.get("orders/1")).isNotNull();
        return kept;
    }

}
