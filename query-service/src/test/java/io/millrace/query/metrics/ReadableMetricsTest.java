package io.millrace.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.definition.DefinitionKind;
import io.millrace.query.metrics.ReadableMetric.Aggregated;
import io.millrace.query.metrics.ReadableMetric.Kept;
import io.millrace.query.metrics.ReadableMetric.Ratio;
import io.millrace.query.metrics.ReadableMetric.Unreadable;
import io.millrace.testkit.definition.TestDefinitions;
import org.junit.jupiter.api.Test;

class ReadableMetricsTest {

    private static final String MINUTES = "{kind: metric, name: m, windows: [{tumbling: 1m}]}";
    private static final String HOURS = "{kind: metric, name: m, windows: [{tumbling: 1h}]}";

    @Test
    void shouldKnowTheVersionsThatItHasHeardOf() {
        var definitions = TestDefinitions.of(MINUTES);
        var metrics = new ReadableMetrics(definitions);
        definitions.declare(HOURS);

        assertThat(metrics.find("m", 1)).get().satisfies(metric -> assertThat(metric.window("1m")).isPresent());
        assertThat(metrics.find("m")).get().satisfies(metric -> assertThat(metric.window("1h")).isPresent());
        assertThat(metrics.find("m", 3)).isEmpty();
        assertThat(metrics.find("m", 0)).isEmpty();
    }

    @Test
    void shouldReadAVersionThatWasReplacedBeforeTheStartAsItIsKept() {
        var definitions = TestDefinitions.of(MINUTES);
        definitions.declare(HOURS);
        var metrics = new ReadableMetrics(definitions);

        assertThat(metrics.find("m", 1)).contains(new Kept("m", 1));
        assertThat(metrics.find("m", 2)).get().isInstanceOf(Aggregated.class);
    }

    @Test
    void shouldForgetTheVersionsOfADeletedMetric() {
        var definitions = TestDefinitions.of(MINUTES);
        var metrics = new ReadableMetrics(definitions);
        definitions.declare(HOURS);
        definitions.delete(DefinitionKind.METRIC, "m");
        assertThat(metrics.find("m", 1)).isEmpty();

        definitions.declare(HOURS);

        assertThat(metrics.find("m", 1)).get().satisfies(metric -> assertThat(metric.window("1h")).isPresent());
    }

    @Test
    void shouldFollowTheMetricsOfARatio() {
        var definitions = TestDefinitions.of(MINUTES);
        definitions.declare("{kind: metric, name: half, ratio: {of: m.count, to: m.count}}");
        var metrics = new ReadableMetrics(definitions);
        assertThat(metrics.find("half")).get().isInstanceOf(Ratio.class);

        definitions.declare(HOURS);
        assertThat(metrics.find("half")).get().satisfies(ratio -> assertThat(ratio.window("1h")).isPresent());

        definitions.declare("{kind: metric, name: m, value: data.x, windows: [{tumbling: 1h}], aggregates: [sum]}");
        assertThat(metrics.find("half")).get().isInstanceOfSatisfying(Unreadable.class,
                ratio -> assertThat(ratio.reason()).contains("there is no m.count"));
    }

    @Test
    void shouldRefuseAMetricThatDoesNotCompile() {
        var metrics = new ReadableMetrics(
                TestDefinitions.of("{kind: metric, name: m, where: 'nonsense(', windows: [{tumbling: 1m}]}"));

        assertThatThrownBy(() -> metrics.find("m")).hasMessageContaining("where");
    }

}
