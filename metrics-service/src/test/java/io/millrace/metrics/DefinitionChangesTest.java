package io.millrace.metrics;

import static io.millrace.testkit.event.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.definition.DefinitionKind;
import io.millrace.result.WindowResult;
import io.millrace.testkit.event.EventBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics that are declared, changed and deleted while events flow. */
class DefinitionChangesTest {

    private static final String ORDERS = """
            kind: metric
            name: orders
            events: [order]
            value: data.total
            windows: [{tumbling: 1m}, {session: 10m, per: user_id}]
            aggregates: [sum]
            grace: 30s
            """;
    private static final String LARGE_ORDERS = ORDERS + "where: data.total >= 100.0\n";

    @TempDir
    private Path state;
    private MetricsScenario metrics;

    @BeforeEach
    void start() {
        metrics = new MetricsScenario(ORDERS, state);
    }

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void shouldStartAfreshWithANewVersionAndKeepTheOldOneReadable() {
        metrics.send(order(1).at("10:00:00"), order(100).at("10:00:10"));
        metrics.definitions.declare(LARGE_ORDERS);
        metrics.send(order(2).at("10:00:20"), order(200).at("10:00:30"));

        assertThat(sums(metrics.read("orders", "1m"))).containsExactly(200.0);
        assertThat(sums(metrics.read("orders", 2, "1m", 0))).containsExactly(200.0);
        assertThat(sums(metrics.read("orders", 1, "1m", 0))).containsExactly(101.0);
        assertThat(sums(metrics.read("orders", 1, "session-10m", 0))).containsExactly(101.0);
    }

    @Test
    void shouldCloseTheWindowsOfBothVersions() {
        metrics.send(order(1).at("10:00:00"));
        metrics.definitions.declare(LARGE_ORDERS);
        metrics.send(order(200).at("10:00:30"), order(300).at("10:01:30"));

        assertThat(metrics.closed()).extracting(window -> window.version() + " " + window.values()).containsExactly(
                "1 {sum=1.0}", "2 {sum=200.0}");
    }

    @Test
    void shouldFreeWhatADeletedMetricLeaves() {
        metrics.send(order(1).at("10:00:00"));
        metrics.definitions.declare(LARGE_ORDERS);
        metrics.send(order(200).at("10:00:30"));
        assertThat(metrics.stored("panes")).isEqualTo(2);
        assertThat(metrics.stored("sessions")).isEqualTo(2);
        assertThat(metrics.stored("definitions")).isEqualTo(2);

        metrics.definitions.delete(DefinitionKind.METRIC, "orders");
        metrics.pass(Duration.ofSeconds(10));

        assertThat(metrics.stored("panes")).isZero();
        assertThat(metrics.stored("sessions")).isZero();
        assertThat(metrics.stored("definitions")).isZero();
        assertThat(metrics.counted(MetricsMeters.EXPIRED)).isEqualTo(4);
        metrics.send(event("x").at("12:00:00"));
        assertThat(metrics.closed()).isEmpty();
    }

    @Test
    void shouldHaveNothingOfADeletedMetricInOneOfTheSameName() {
        metrics.send(order(1).at("10:00:00"), order(200).at("10:00:01"));
        metrics.definitions.delete(DefinitionKind.METRIC, "orders");
        metrics.definitions.declare(LARGE_ORDERS);
        metrics.pass(Duration.ofSeconds(1));

        assertThat(metrics.read("orders", "1m")).isEmpty();
        metrics.send(order(400).at("10:00:30"));

        assertThat(sums(metrics.read("orders", "1m"))).containsExactly(400.0);
        assertThat(sums(metrics.read("orders", "session-10m"))).containsExactly(400.0);
        assertThat(metrics.stored("panes")).isEqualTo(1);
        assertThat(metrics.stored("sessions")).isEqualTo(1);
        metrics.send(order(500).at("10:01:30"));
        assertThat(sums(metrics.closed())).containsExactly(400.0);
    }

    @Test
    void shouldHaveNothingOfADeletedMetricWhenTheNextOneGetsEventsAtOnce() {
        metrics.send(order(200).at("10:00:01"));
        metrics.definitions.delete(DefinitionKind.METRIC, "orders");
        metrics.definitions.declare(LARGE_ORDERS);

        metrics.send(order(400).at("10:00:30"));

        assertThat(sums(metrics.read("orders", "1m"))).containsExactly(400.0);
        assertThat(sums(metrics.read("orders", "session-10m"))).containsExactly(400.0);
    }

    @Test
    void shouldTakeAMetricUpFromTheNextEventOn() {
        metrics.send(event("click").at("10:00:00"));
        metrics.definitions.declare("""
                kind: metric
                name: clicks
                events: [click]
                windows: [{tumbling: 1m}]
                """);

        metrics.send(event("click").at("10:00:10"), order(1).at("10:00:20"));

        assertThat(metrics.read("clicks", "1m")).singleElement().extracting(
                window -> window.values().get("count")).isEqualTo(1.0);
        assertThat(sums(metrics.read("orders", "1m"))).containsExactly(1.0);
    }

    @Test
    void shouldLeaveOtherMetricsAloneWhenOneChanges() {
        metrics.definitions.declare(ORDERS.replace("name: orders", "name: others"));
        metrics.send(order(1).at("10:00:00"));

        metrics.definitions.declare(LARGE_ORDERS);
        metrics.definitions.delete(DefinitionKind.METRIC, "orders");
        metrics.pass(Duration.ofSeconds(10));
        metrics.send(order(2).at("10:00:10"));

        assertThat(sums(metrics.read("others", "1m"))).containsExactly(3.0);
        assertThat(metrics.stored("definitions")).isEqualTo(1);
    }

    private static EventBuilder order(double total) {
        return event("order").user("u").data("total", total);
    }

    private static List<Double> sums(List<WindowResult> windows) {
        return windows.stream().map(window -> window.values().get("sum")).toList();
    }

}
