package io.millrace.expressions.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionReader;
import io.millrace.event.Event;
import io.millrace.expressions.Expression;
import io.millrace.expressions.Variables;
import io.millrace.statistics.aggregate.Aggregate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricCompilerTest {

    private static final String WINDOW = "\nwindows: [{tumbling: 1m}]";

    @Test
    void shouldCompileAllThatAMetricMayHave() {
        var metric = compile("""
                events: [order.created]
                where: data.total > 0
                value: data.total
                by: {currency: data.currency, country: context.geo.country}
                rollup: [[country], [currency], []]
                windows: [{tumbling: 1m}, {session: 30m, per: user_id}]
                aggregates: [sum, p99.9, {distinct: user_id}, {top: 3, of: data.sku}, {buckets: [1, 10]}]
                max_series: 50
                late: revise
                """);

        assertThat(metric.rollups()).containsExactly(List.of("country"), List.of("currency"), List.of());
        assertThat(metric.aggregates()).containsExactly(new Aggregate.Sum(), new Aggregate.Quantile(0.999),
                new Aggregate.Distinct("distinct", 0), new Aggregate.Top("top", 3, 1),
                new Aggregate.Buckets(List.of(1.0, 10.0)));
        assertThat(metric.numbers()).containsExactly("sum", "p99_9", "distinct");
        assertThat(metric.inputs()).extracting(Expression::text).containsExactly("user_id", "data.sku");
        assertThat(metric.maxSeries()).isEqualTo(50);
        assertThat(metric.revisesLate()).isTrue();
        assertThat(metric.paths()).containsExactlyInAnyOrder(List.of("event_type"), List.of("data", "total"),
                List.of("data", "currency"), List.of("context", "geo", "country"), List.of("user_id"),
                List.of("data", "sku"));
    }

    @Test
    void shouldTakeWhatAnEventAdds() {
        var metric = compile("""
                value: data.total
                by: {currency: data.currency, country: context.geo.country}
                windows: [{tumbling: 1m}]
                aggregates: [sum, {distinct: user_id}, {top: 3, of: data.quantity}]
                """);
        var variables = Variables.of(new Event("e", "order.created", "t", "u1", null, null, Instant.EPOCH, null, null,
                null, Map.of("total", 2.5, "currency", "EUR", "quantity", 4L), Map.of(), Map.of(), Map.of()));

        assertThat(metric.valueOf(variables)).isEqualTo(2.5);
        assertThat(metric.groupOf(variables)).isEqualTo(Map.of("currency", "EUR", "country", ""));
        assertThat(metric.inputsOf(variables)).containsExactly("u1", "4");
    }

    @Test
    void shouldNameFurtherDistinctsAndTopsByWhatTheyAreOf() {
        var metric = compile("aggregates: [{distinct: user_id}, {distinct: session_id}, {distinct: data.sku}, "
                + "{top: 5, of: data.sku}, {top: 5, of: \"data['a b'] + 'x'\"}]" + WINDOW);

        assertThat(metric.aggregates()).containsExactly(new Aggregate.Distinct("distinct", 0),
                new Aggregate.Distinct("distinct_session_id", 1), new Aggregate.Distinct("distinct_data_sku", 2),
                new Aggregate.Top("top", 5, 2), new Aggregate.Top("top_data_a_b_x", 5, 3));
        assertThat(metric.layout().inputs()).isPositive();
    }

    @Test
    void shouldLimitSeriesAndKeepWindowsForADayUnlessSaid() {
        var metric = compile("events: [view]" + WINDOW);

        assertThat(metric.maxSeries()).isEqualTo(10_000);
        assertThat(metric.revisesLate()).isFalse();
        assertThat(metric.retention()).isEqualTo(Duration.ofHours(24));
        assertThat(metric.aggregates()).containsExactly(new Aggregate.Count());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', textBlock = """
            where: data.x >; 3:16: metric/m: where: mismatched input
            value: "'text'"; 3:9: metric/m: value: must be a number, not string
            by: {tenant: data.x}; 3:14: metric/m: by.tenant: a dimension must be letters
            by: {x: dta.x}; 3:9: metric/m: by.x: undeclared reference to 'dta'
            aggregates: [p101]; 3:14: metric/m: aggregates[0]: unknown aggregate 'p101'; known are count, sum, avg
            aggregates: [distinct]; 3:14: metric/m: aggregates[0]: 'distinct' needs what it is of: {distinct: user_id}
            aggregates: [top]; 3:14: metric/m: aggregates[0]: 'top' needs what it is of: {top: 10, of: data.sku}
            aggregates: [buckets]; 3:14: metric/m: aggregates[0]: 'buckets' needs what it is of: {buckets: [0.1, 0.5, 1]}
            aggregates: [sum]; 3:14: metric/m: aggregates[0]: 'sum' needs the metric to have a value
            aggregates: [p50]; 3:14: metric/m: aggregates[0]: 'p50' needs the metric to have a value
            aggregates: [{buckets: [1]}]; 3:14: metric/m: aggregates[0]: 'buckets' needs the metric to have a value
            aggregates: [count, count]; 3:21: metric/m: aggregates[1]: the aggregate count is declared twice
            aggregates: [{distinct: source}, {distinct: user_id}, {distinct: user_id}]; 3:55: metric/m: aggregates[2]: the aggregate distinct_user_id is declared twice; all but the first are named by what they are of
            aggregates: [{distinct: dta.x}]; 3:25: metric/m: aggregates[0].distinct: undeclared reference to 'dta'
            aggregates: [{top: 5, of: dta.x}]; 3:27: metric/m: aggregates[0].of: undeclared reference to 'dta'
            aggregates: [{top: 0, of: source}]; 3:20: metric/m: aggregates[0].top: top list 'top' of 0 must have between 1 and 1000 items
            aggregates: [{buckets: [2, 1]}]; 3:24: metric/m: aggregates[0].buckets: bounds of buckets must be numbers that rise
            aggregates: [{buckets: []}]; 3:24: metric/m: aggregates[0].buckets: buckets must have between 1 and 200
            rollup: [[currency]]; 3:10: metric/m: rollup[0]: must be some of the dimensions [], not [currency]
            max_series: 0; 3:13: metric/m: max_series: must be between 1 and 1000000, not 0
            max_series: 1000001; 3:13: metric/m: max_series: must be between 1 and 1000000, not 1000001
            grace: soon; 3:8: metric/m: grace: invalid duration 'soon'
            retention: soon; 3:12: metric/m: retention: invalid duration 'soon'
            """)
    void shouldNameThePlaceAndTheReason(String line, String problem) {
        assertThatThrownBy(() -> compile(line + WINDOW)).isInstanceOf(DefinitionException.class).hasMessageContaining(
                problem);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', textBlock = """
            [[c]]; rollup[0]: must be some of the dimensions [a, b], not [c]
            [[a], [b, a]]; 4:15: metric/m: rollup[1]: is all the dimensions, over which the metric is kept anyway
            [[a], [a]]; 4:15: metric/m: rollup[1]: the rollup [a] is declared twice
            [[], []]; 4:14: metric/m: rollup[1]: the rollup [] is declared twice
            [[a, a]]; 4:10: metric/m: rollup[0]: a dimension stands twice in [a, a]
            """)
    void shouldNameThePlaceInRollups(String rollup, String problem) {
        assertThatThrownBy(() -> compile("by: {a: source, b: user_id}\nrollup: " + rollup + WINDOW)).isInstanceOf(
                DefinitionException.class).hasMessageContaining(problem);
    }

    @Test
    void shouldNotCompileRatiosAsMetrics() {
        assertThatThrownBy(() -> compile("ratio: {of: a.count, to: b.count}")).hasMessageContaining(
                "3:8: metric/m: ratio: a ratio is not aggregated from events");
    }

    private static CompiledMetric compile(String fields) {
        return MetricCompiler.compile(DefinitionReader.readAll("kind: metric\nname: m\n" + fields).getFirst(), 1);
    }

}
