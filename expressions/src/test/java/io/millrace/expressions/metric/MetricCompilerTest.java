package io.millrace.expressions.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricCompilerTest {

    @Test
    void shouldGiveEachWindowATenthOfItselfAsGraceUnlessDeclared() {
        var metric = compile("windows: [{tumbling: 1m}, {hopping: 10m, every: 1m}]");

        assertThat(metric.windows()).extracting(CompiledMetric.MetricWindow::grace).containsExactly(
                Duration.ofSeconds(6), Duration.ofMinutes(1));
        assertThat(metric.windows()).extracting(window -> window.spec().name()).containsExactly("1m", "10m@1m");
        assertThat(compile("grace: 5s\nwindows: [{tumbling: 1m}]").windows().getFirst().grace()).isEqualTo(
                Duration.ofSeconds(5));
        assertThat(metric.retention()).isEqualTo(Duration.ofHours(24));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', textBlock = """
            where: data.x >; 3:16: metric/m: where: mismatched input
            value: "'text'"; 3:9: metric/m: value: must be a number, not string
            by: {tenant: data.x}; 3:14: metric/m: by.tenant: a dimension must be letters
            by: {x: dta.x}; 3:9: metric/m: by.x: undeclared reference to 'dta'
            aggregates: [p95]; 3:14: metric/m: aggregates[0]: unknown aggregate 'p95'
            aggregates: [sum]; 3:14: metric/m: aggregates[0]: 'sum' needs the metric to have a value
            aggregates: [count, count]; 3:21: metric/m: aggregates[1]: the aggregate count is declared twice
            aggregates: [{sum: data.x}]; 'sum' takes no expression
            windows: [{tumbling: 1m}, {tumbling: 60s}]; 3:27: metric/m: windows[1]: the window 1m is declared twice
            windows: [{session: 30m}]; session windows are not supported yet
            windows: [{hopping: 1m, every: 2m}]; 3:11: metric/m: windows[0]: window advance (2m) must not be longer
            grace: soon; 3:8: metric/m: grace: invalid duration 'soon'
            """)
    void shouldNameThePlaceAndTheReason(String line, String problem) {
        var windows = line.startsWith("windows") ? "" : "\nwindows: [{tumbling: 1m}]";

        assertThatThrownBy(() -> compile(line + windows)).isInstanceOf(DefinitionException.class).hasMessageContaining(
                problem);
    }

    private static CompiledMetric compile(String fields) {
        return MetricCompiler.compile(DefinitionReader.readAll("kind: metric\nname: m\n" + fields).getFirst(), 1);
    }

}
