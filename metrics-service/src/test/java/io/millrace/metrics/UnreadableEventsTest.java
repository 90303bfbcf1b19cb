package io.millrace.metrics;

import static io.millrace.testkit.event.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records on the topic of events that are no events. */
class UnreadableEventsTest {

    private static final Instant TEN = Instant.parse("2024-01-01T10:00:00Z");
    private static final String ORDERS = """
            kind: metric
            name: orders
            events: [order]
            windows: [{tumbling: 1m}]
            """;

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{}", "{\"event_id\":\"e\",\"event_type\":\"order\"}",
            "{\"event_id\":\"e\",\"event_type\":\"order\",\"tenant_id\":\"t1\",\"data\":\"none\"}"})
    void shouldKeepWhatIsNoEventAndGoOn(String bytes) {
        try (var metrics = new MetricsScenario(ORDERS, state)) {
            metrics.sendBytes(bytes, TEN);
            metrics.pass(Duration.ofSeconds(2));
            metrics.send(event("order").at(TEN));

            assertThat(metrics.rejected()).hasSize(1);
            assertThat(metrics.read("orders", "1m")).singleElement().extracting(
                    window -> window.values().get("count")).isEqualTo(1.0);
        }
    }

    @Test
    void shouldNotMindAFieldThatNoMetricLooksAt() {
        try (var metrics = new MetricsScenario(ORDERS, state)) {
            metrics.sendBytes("""
                    {"event_id":"e","event_type":"order","tenant_id":"t1","received_at":"whenever"}""", TEN);
            metrics.pass(Duration.ofSeconds(2));

            assertThat(metrics.rejected()).isEmpty();
            assertThat(metrics.read("orders", "1m")).hasSize(1);
        }
    }

}
