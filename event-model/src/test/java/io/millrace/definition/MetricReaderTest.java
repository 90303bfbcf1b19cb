package io.millrace.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.definition.MetricDefinition.AggregateDefinition.Buckets;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Distinct;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Named;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Top;
import io.millrace.definition.MetricDefinition.Ratio;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricReaderTest {

    private static final String FULL = """
            kind: metric
            name: revenue
            value: data.total
            by: {currency: data.currency, country: context.geo.country}
            rollup: [[currency], [country], []]
            windows:
              - {tumbling: 1m, grace: 5s, retention: 48h}
              - {session: 30m, per: user_id}
              - {cumulative: day, every: 10m, zone: Europe/Berlin}
            aggregates: [count, p99.9, {distinct: user_id}, {top: 10, of: data.sku}, {buckets: [0.1, 0.5, 1, .inf]}]
            max_series: 500
            late: revise
            """;
    private static final String RATIO = """
            kind: metric
            name: error-rate
            description: Errors over requests
            ratio: {of: errors.count, to: requests.count}
            """;

    @Test
    void shouldReadAllThatAMetricMayHave() {
        var metric = read(FULL);

        assertThat(metric.rollup()).containsExactly(List.of("currency"), List.of("country"), List.of());
        assertThat(metric.windows()).containsExactly(Map.of("tumbling", "1m", "grace", "5s", "retention", "48h"),
                Map.of("session", "30m", "per", "user_id"),
                Map.of("cumulative", "day", "every", "10m", "zone", "Europe/Berlin"));
        assertThat(metric.aggregates()).containsExactly(new Named("count"), new Named("p99.9"),
                new Distinct("user_id"), new Top(10, "data.sku"), new Buckets(List.of(0.1, 0.5, 1.0)));
        assertThat(metric.maxSeries()).isEqualTo(500);
        assertThat(metric.revisesLate()).isTrue();
        assertThat(metric.ratio()).isNull();
    }

    @Test
    void shouldDropLateEventsAndLimitSeriesAsUsualUnlessSaid() {
        var metric = read("{kind: metric, name: m, windows: [{tumbling: 1m}], late: drop}");

        assertThat(metric.revisesLate()).isFalse();
        assertThat(metric.maxSeries()).isNull();
        assertThat(metric.rollup()).isEmpty();
        assertThat(metric.aggregates()).containsExactly(new Named("count"));
    }

    @Test
    void shouldReadRatios() {
        assertThat(read(RATIO).ratio()).isEqualTo(new Ratio("errors.count", "requests.count"));
        assertThat(read(RATIO).windows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, RATIO,
            "{kind: metric, name: m, windows: [{day: UTC}], rollup: [[]], by: {x: source}}"})
    void shouldStoreAndReadBackTheSame(String text) {
        var stored = new StoredDefinition(read(text), 3, true, Instant.parse("2024-01-01T00:00:00.123Z"));

        assertThat(StoredDefinition.fromJson(stored.toJson())).isEqualTo(stored);
    }

    @Test
    void shouldLeaveWhatIsUsualOutOfTheCanonicalForm() {
        assertThat(read("{kind: metric, name: m, windows: [{tumbling: 1m}], late: drop}").toTree()).containsOnlyKeys(
                "name", "windows", "aggregates");
        assertThat(read(RATIO).toTree()).containsOnlyKeys("name", "description", "ratio");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            aggregates: [{sum: data.x}]             | 3:14: metric/m: aggregates[0]: 'sum' takes no argument
            aggregates: [{of: x, sum: y}]           | 3:14: metric/m: aggregates[0]: must be a name such as count, or one of {distinct
            aggregates: [5]                         | 3:14: metric/m: aggregates[0]: must be a name such as count
            aggregates: [[count]]                   | 3:14: metric/m: aggregates[0]: must be a name such as count
            aggregates: [{top: 10}]                 | 3:14: metric/m: aggregates[0].of: is required
            aggregates: [{top: ten, of: x}]         | 3:20: metric/m: aggregates[0].top: must be a whole number
            aggregates: [{top: 1.5, of: x}]         | 3:20: metric/m: aggregates[0].top: must be a whole number
            aggregates: [{top: 99999999999, of: x}] | 3:20: metric/m: aggregates[0].top: must be a whole number
            aggregates: [{distinct: x, of: y}]      | 3:32: metric/m: aggregates[0].of: unknown field; known are distinct
            aggregates: [{distinct: [x]}]           | 3:25: metric/m: aggregates[0].distinct: must be text
            aggregates: [{buckets: [1, two]}]       | 3:28: metric/m: aggregates[0].buckets[1]: must be a number
            aggregates: [{buckets: {a: 1}}]         | 3:24: metric/m: aggregates[0].buckets: must be a list
            rollup: [currency]                      | 3:10: metric/m: rollup[0]: must be a list of dimensions, such as [currency] or []
            rollup: [[1]]                           | 3:10: metric/m: rollup[0]: must be a list of dimensions
            rollup: {a: b}                          | 3:9: metric/m: rollup: must be a list
            max_series: many                        | 3:13: metric/m: max_series: must be a whole number
            max_series: 1e3000                      | 3:13: metric/m: max_series: must be a whole number
            late: sometimes                         | 3:7: metric/m: late: must be one of drop, revise, not 'sometimes'
            windows: [{tumbling: {a: b}}]           | 3:22: metric/m: windows[0].tumbling: must be text
            """)
    void shouldNameThePlaceAndTheReason(String line, String problem) {
        var windows = line.startsWith("windows") ? "" : "\nwindows: [{tumbling: 1m}]";

        assertThatThrownBy(() -> read("kind: metric\nname: m\n" + line + windows)).isInstanceOf(
                DefinitionException.class).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"events: [view]", "where: data.x > 1", "value: data.x", "by: {x: data.x}",
            "rollup: [[]]", "windows: [{tumbling: 1m}]", "aggregates: [count]", "grace: 1m", "retention: 1d",
            "max_series: 5", "late: revise"})
    void shouldRefuseFieldsOfOrdinaryMetricsInRatios(String line) {
        var field = line.substring(0, line.indexOf(':'));

        assertThatThrownBy(() -> read(RATIO + line)).hasMessageContaining(
                "5:%d: metric/error-rate: %s: a ratio has none".formatted(field.length() + 3, field));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            ratio: errors.count                    | 3:8: metric/m: ratio: must be a mapping
            ratio: {of: errors.count}              | 3:8: metric/m: ratio.to: is required
            ratio: {of: a.count, to: b.count, x: 1}| 3:38: metric/m: ratio.x: unknown field; known are of, to
            """)
    void shouldNameThePlaceInARatio(String line, String problem) {
        assertThatThrownBy(() -> read("kind: metric\nname: m\n" + line)).hasMessageContaining(problem);
    }

    private static MetricDefinition read(String text) {
        return (MetricDefinition) DefinitionReader.readAll(text).getFirst().definition();
    }

}
