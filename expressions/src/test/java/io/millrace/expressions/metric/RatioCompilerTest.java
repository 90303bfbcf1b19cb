package io.millrace.expressions.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.DefinitionReader;
import io.millrace.expressions.DefinitionCompiler;
import io.millrace.expressions.metric.CompiledRatio.Operand;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioCompilerTest {

    private static final String KNOWN = """
            {kind: metric, name: errors, by: {service: source}, windows: [{tumbling: 1m}, {day: UTC}]}
            ---
            {kind: metric, name: requests, by: {service: data.service}, windows: [{tumbling: 1m}],
             value: data.ms, aggregates: [count, p99.9, {top: 3, of: source}]}
            ---
            {kind: metric, name: visits, windows: [{tumbling: 1m}]}
            ---
            {kind: metric, name: hourly, by: {service: source}, windows: [{tumbling: 1h}]}
            ---
            {kind: metric, name: share, ratio: {of: errors.count, to: requests.count}}
            """;

    @Test
    void shouldCompileWithoutKnowingTheMetrics() {
        assertThat(MetricCompiler.compileRatio(ratio("errors.count", "requests.p99.9"), 4)).isEqualTo(
                new CompiledRatio("m", 4, new Operand("errors", "count"), new Operand("requests", "p99_9")));
    }

    @Test
    void shouldTakeRatiosOfMetricsThatFitEachOther() {
        assertThatCode(() -> check("errors.count", "requests.count")).doesNotThrowAnyException();
        assertThatCode(() -> check("errors.count", "requests.p99_9")).doesNotThrowAnyException();
        assertThatCode(() -> check("visits.count", "visits.count")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', textBlock = """
            errors; requests.count; 3:13: metric/m: ratio.of: must be METRIC.AGGREGATE, such as errors.count, not 'errors'
            errors.count; .count; ratio.to: must be METRIC.AGGREGATE, such as errors.count, not '.count'
            failures.count; requests.count; 3:13: metric/m: ratio.of: unknown metric 'failures'
            errors.count; share.count; 3:31: metric/m: ratio.to: metric 'share' is a ratio itself
            errors.sum; requests.count; ratio.of: metric 'errors' has no aggregate 'sum' that is one number, only [count]
            errors.count; requests.top; ratio.to: metric 'requests' has no aggregate 'top' that is one number, only [count, p99_9]
            errors.count; visits.count; 3:8: metric/m: ratio: metrics 'errors' by [service] and 'visits' by [] must have the same dimensions
            hourly.count; requests.count; 3:8: metric/m: ratio: metrics 'hourly' with windows [1h] and 'requests' with [1m] must have one in common
            """)
    void shouldNameThePlaceAndTheReason(String of, String to, String problem) {
        assertThatThrownBy(() -> check(of, to)).isInstanceOf(DefinitionException.class).hasMessageContaining(problem);
    }

    @Test
    void shouldNotCompileOrdinaryMetricsAsRatios() {
        var ordinary = DefinitionReader.readAll(KNOWN).getFirst();

        assertThatThrownBy(() -> MetricCompiler.compileRatio(ordinary, 1)).hasMessageContaining(
                "metric/errors: ratio: is required");
    }

    private static void check(String of, String to) {
        DefinitionCompiler.check(ratio(of, to), RatioCompilerTest::known);
    }

    private static DeclaredDefinition ratio(String of, String to) {
        return DefinitionReader.readAll(
                "kind: metric\nname: m\nratio: {of: %s, to: %s}".formatted(of, to)).getFirst();
    }

    private static Optional<? extends Definition> known(DefinitionKind kind, String name) {
        return DefinitionReader.readAll(KNOWN).stream().map(DeclaredDefinition::definition).filter(
                definition -> definition.kind() == kind && definition.name().equals(name)).findFirst();
    }

}
