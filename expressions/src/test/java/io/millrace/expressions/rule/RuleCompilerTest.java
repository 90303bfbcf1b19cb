package io.millrace.expressions.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.DefinitionReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCompilerTest {

    private static final List<Definition> KNOWN = DefinitionReader.readAll("""
            kind: metric
            name: errors
            by: {service: data.service}
            windows: [{tumbling: 1m}, {session: 30m, per: user_id}, {cumulative: day, every: 1h}]
            aggregates: [count, {top: 3, of: data.page}]
            ---
            kind: metric
            name: orders
            by: {currency: data.currency, country: data.country}
            rollup: [[country], []]
            windows: [{tumbling: 1m}, {session: 30m, per: user_id}]
            aggregates: [count]
            ---
            {kind: metric, name: error-rate, ratio: {of: errors.count, to: errors.count}}
            ---
            kind: pattern
            name: funnel
            pattern: a -> b
            define: {a: {}, b: {}}
            """).stream().map(DeclaredDefinition::definition).toList();

    @Test
    void shouldCompileAThresholdWithItsMessage() {
        var rule = compile("""
                when: {metric: errors, window: 1m, by: [service], op: ">=", threshold: 5}
                message: "{{service}}: {{ value }} of {{threshold}}"
                """);

        assertThat(rule.message().fill(Map.of("service", "cart", "value", "7", "threshold", "5"))).isEqualTo(
                "cart: 7 of 5");
        assertThat(rule.condition()).isInstanceOfSatisfying(CompiledRule.RuleCondition.Threshold.class,
                threshold -> assertThat(threshold.comparison().holds(5, threshold.threshold())).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"1m,PT1M,PT6S", "session-30m,PT30M,PT3M", "since-midnight@1h,PT24H,PT6M"})
    void shouldTakeEveryKindOfWindow(String window, Duration size, Duration grace) {
        var rule = compile("when: {metric: errors, window: %s, op: '>', threshold: 5}".formatted(window));

        assertThat(rule.condition()).isInstanceOfSatisfying(CompiledRule.RuleCondition.Threshold.class, threshold -> {
            assertThat(threshold.windowSize()).isEqualTo(size);
            assertThat(threshold.grace()).isEqualTo(grace);
        });
    }

    @Test
    void shouldGoByTheDimensionsOfTheMetricOrOfOneOfItsRollups() {
        assertThat(dimensions("{metric: orders, window: 1m, op: '>', threshold: 5}")).containsExactlyInAnyOrder(
                "currency", "country");
        assertThat(dimensions("{metric: orders, window: 1m, by: [country], op: '>', threshold: 5}")).containsExactly(
                "country");
        assertThat(
                dimensions("{metric: orders, window: session-30m, op: '>', threshold: 5}")).containsExactlyInAnyOrder(
                        "currency", "country", "user_id");
    }

    @Test
    void shouldLetTheMessageNameWhatTheRuleGoesBy() {
        assertThatThrownBy(() -> compile("""
                when: {metric: orders, window: 1m, by: [country], op: ">", threshold: 5}
                message: "{{currency}}"
                """)).hasMessageContaining("unknown name {{currency}}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', textBlock = """
            when: {metric: nothing, window: 1m, op: '>', threshold: 5}; 3:16: rule/r: when.metric: unknown metric 'nothing'
            when: {metric: errors, window: 5m, op: '>', threshold: 5}; 3:32: rule/r: when.window: metric 'errors' has no window '5m', only [1m, session-30m, since-midnight@1h]
            when: {metric: errors, window: 1m, aggregate: sum, op: '>', threshold: 5}; 3:47: rule/r: when.aggregate: metric 'errors' has no aggregate 'sum' that is one number, only [count]
            when: {metric: errors, window: 1m, aggregate: top, op: '>', threshold: 5}; metric 'errors' has no aggregate 'top' that is one number, only [count]
            when: {metric: error-rate, window: 1m, op: '>', threshold: 5}; 3:16: rule/r: when.metric: metric 'error-rate' is a ratio: it can be read, but not alerted on yet
            when: {metric: errors, window: 1m, by: [page], op: '>', threshold: 5}; must be the dimensions of metric 'errors', [service], not [page]
            when: {metric: orders, window: 1m, by: [currency], op: '>', threshold: 5}; must be the dimensions of metric 'orders' or of one of its roll-ups, [[currency, country], [country], []], not [currency]
            when: {metric: orders, window: session-30m, by: [country], op: '>', threshold: 5}; must be the dimensions of metric 'orders', [currency, country, user_id], not [country]
            when: {pattern: nothing}; unknown pattern 'nothing'
            when: {pattern: funnel, on: timeout}; pattern 'funnel' does not emit timeouts
            """)
    void shouldNameThePlaceAndTheReason(String line, String problem) {
        assertThatThrownBy(() -> compile(line)).isInstanceOf(DefinitionException.class).hasMessageContaining(problem);
    }

    @Test
    void shouldRefuseAMessageWithAnUnknownName() {
        assertThatThrownBy(() -> compile("""
                when: {pattern: funnel}
                message: "{{kye}} again"
                """)).hasMessageContaining("4:11: rule/r: message: unknown name {{kye}}; known are");
    }

    private static Set<String> dimensions(String when) {
        return ((CompiledRule.RuleCondition.Threshold) compile("when: " + when).condition()).dimensions();
    }

    private static CompiledRule compile(String fields) {
        return RuleCompiler.compile(DefinitionReader.readAll("kind: rule\nname: r\n" + fields).getFirst(), 1,
                RuleCompilerTest::known);
    }

    private static Optional<Definition> known(DefinitionKind kind, String name) {
        return KNOWN.stream().filter(
                definition -> definition.kind() == kind && definition.name().equals(name)).findFirst();
    }

}
